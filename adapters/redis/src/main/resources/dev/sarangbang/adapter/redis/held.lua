-- KEYS: the mark, the account's box, and the order of what is in it. ARGV: room.
-- Gives 1 if some entries of the room had to go, else 0; then what there is, in the order in which it came.
-- Gives 'unmarked' if there is no mark.
if redis.call('EXISTS', KEYS[1]) == 0 then
    return 'unmarked'
end
local answer = {redis.call('HEXISTS', KEYS[2], 'cut:' .. ARGV[1])}
if redis.call('HEXISTS', KEYS[2], 'size:' .. ARGV[1]) == 0 then
    return answer
end
local of_room = ARGV[1] .. ':'
for _, member in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
    if string.sub(member, 1, #of_room) == of_room then
        local entry = redis.call('HGET', KEYS[2], member)
        if entry then
            answer[#answer + 1] = entry
        end
    end
end
return answer
