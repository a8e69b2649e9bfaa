-- Notes that a connection ended.
-- KEYS: its account. ARGV: now, or nothing for Redis' time; now for people to read; the connection; how long to keep the account.
-- Gives 1 if the account has none alive now, else 0.
local now = tonumber(ARGV[1])
if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local shown = tonumber(ARGV[2])
local fields = redis.call('HGETALL', KEYS[1])
if #fields == 0 then
    return 1
end
local offline, seen = 1, 0
for f = 1, #fields, 2 do
    local name, time = fields[f], tonumber(fields[f + 1])
    if name == 'seen' then
        seen = time
    elseif name ~= ARGV[3] and time > now then
        offline = 0
    end
end
redis.call('HDEL', KEYS[1], ARGV[3])
if seen < shown then
    redis.call('HSET', KEYS[1], 'seen', ARGV[2])
end
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return offline
