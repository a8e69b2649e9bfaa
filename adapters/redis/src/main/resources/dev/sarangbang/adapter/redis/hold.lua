-- Keeps an entry for several accounts.
-- KEYS: the mark; then for each account its box and the order of what is in it.
-- ARGV: room, sequence, entry, now, since when entries are too old, how many are kept, how long to keep a box.
-- In a box: "<room>:<sequence>" is "<time> <entry>"; "size:<room>" how many there are of a room; "cut:<room>" is there if some had
-- to go; "held" counts what was ever held.
-- Gives 'unmarked', having done nothing, if there is no mark.
local mark = redis.call('GET', KEYS[1])
if not mark then
    return 'unmarked'
end
local room, member, entry = ARGV[1], ARGV[1] .. ':' .. ARGV[2], ARGV[4] .. ' ' .. ARGV[3]
local too_old, most = tonumber(ARGV[5]), tonumber(ARGV[6])
local lost_at = tonumber(string.match(mark, '^(%d+):'))
local may_be_lost = lost_at > 0 and lost_at > too_old

local function drop(box, order, oldest)
    local of = string.match(oldest, '^(%d+):')
    redis.call('ZREM', order, oldest)
    redis.call('HDEL', box, oldest)
    redis.call('HSET', box, 'cut:' .. of, 1)
    if redis.call('HINCRBY', box, 'size:' .. of, -1) <= 0 then
        redis.call('HDEL', box, 'size:' .. of)
    end
end

for i = 2, #KEYS, 2 do
    local box, order = KEYS[i], KEYS[i + 1]
    if redis.call('HSETNX', box, member, entry) == 1 then
        redis.call('ZADD', order, redis.call('HINCRBY', box, 'held', 1), member)
        if redis.call('HINCRBY', box, 'size:' .. room, 1) == 1 and may_be_lost then
            redis.call('HSET', box, 'cut:' .. room, 1)
        end
        -- Two at most for each that comes: so a box of old entries empties, and no script takes long.
        for _ = 1, 2 do
            local oldest = redis.call('ZRANGE', order, 0, 0)[1]
            if not oldest then
                break
            end
            local held_at = tonumber(string.match(redis.call('HGET', box, oldest) or '0 ', '^(%d+) '))
            if redis.call('ZCARD', order) > most or held_at <= too_old then
                drop(box, order, oldest)
            end
        end
    end
    redis.call('PEXPIRE', box, ARGV[7])
    redis.call('PEXPIRE', order, ARGV[7])
end
return 'held'
