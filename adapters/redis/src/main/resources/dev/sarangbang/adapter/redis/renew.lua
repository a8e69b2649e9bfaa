-- KEYS: the numbers. ARGV: a number, its fence, when the lease is to lapse.
-- Gives 1 if the number is still lent under that fence, else 0.
local value = redis.call('HGET', KEYS[1], ARGV[1])
if not value then
    return 0
end
local fence, lapse = string.match(value, '^(%d+):(%d+)$')
if fence ~= ARGV[2] or lapse == '0' then
    return 0
end
if tonumber(lapse) < tonumber(ARGV[3]) then
    redis.call('HSET', KEYS[1], ARGV[1], fence .. ':' .. ARGV[3])
end
return 1
