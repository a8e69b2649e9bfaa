-- Frees a number, if it is still lent under that fence. 0 stands for: given back.
-- KEYS: the numbers. ARGV: a number, its fence.
local value = redis.call('HGET', KEYS[1], ARGV[1])
if value and string.match(value, '^(%d+):') == ARGV[2] then
    redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ':0')
end
return 0
