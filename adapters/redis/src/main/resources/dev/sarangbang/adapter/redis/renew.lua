-- KEYS: the numbers. ARGV: now, or nothing for Redis' time; how long the lease is to live; a number; its fence.
-- Gives 1 if the number is still lent under that fence, else 0.
local now = tonumber(ARGV[1])
if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local value = redis.call('HGET', KEYS[1], ARGV[3])
if not value then
    return 0
end
local fence, lapse = string.match(value, '^(%d+):(%d+)$')
if fence ~= ARGV[4] or lapse == '0' then
    return 0
end
if tonumber(lapse) < now + ARGV[2] then
    redis.call('HSET', KEYS[1], ARGV[3], fence .. ':' .. string.format('%.0f', now + ARGV[2]))
end
return 1
