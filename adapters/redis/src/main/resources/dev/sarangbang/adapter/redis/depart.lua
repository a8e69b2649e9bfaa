-- Notes that a connection ended.
-- KEYS: its account. ARGV: now, the connection, how long to keep the account.
-- Gives 1 if the account has none alive now, else 0.
local now = tonumber(ARGV[1])
local fields = redis.call('HGETALL', KEYS[1])
if #fields == 0 then
    return 1
end
local offline, seen = 1, 0
for f = 1, #fields, 2 do
    local name, time = fields[f], tonumber(fields[f + 1])
    if name == 'seen' then
        seen = time
    elseif name ~= ARGV[2] and time > now then
        offline = 0
    end
end
redis.call('HDEL', KEYS[1], ARGV[2])
if seen < now then
    redis.call('HSET', KEYS[1], 'seen', ARGV[1])
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return offline
