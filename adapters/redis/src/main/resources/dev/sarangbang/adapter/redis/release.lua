-- Lets go of the entries of a room up to and with a place.
-- KEYS: the account's box, and the order of what is in it. ARGV: room, sequence.
local room, up_to = ARGV[1], tonumber(ARGV[2])
local of_room = room .. ':'
local left = 0
for _, member in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
    if string.sub(member, 1, #of_room) == of_room then
        if tonumber(string.sub(member, #of_room + 1)) <= up_to then
            redis.call('ZREM', KEYS[2], member)
            redis.call('HDEL', KEYS[1], member)
        else
            left = left + 1
        end
    end
end
if left > 0 then
    redis.call('HSET', KEYS[1], 'size:' .. room, left)
else
    redis.call('HDEL', KEYS[1], 'size:' .. room, 'cut:' .. room)
    if redis.call('HLEN', KEYS[1]) <= 1 then
        redis.call('DEL', KEYS[1])
    end
end
return 'released'
