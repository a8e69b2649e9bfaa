-- Lends a number: one that was never lent, from ARGV[3] on; else the free one that was lent longest ago.
-- KEYS: the numbers. ARGV: now, or nothing for Redis' time; how long the lease lives; where to begin; how many numbers there are.
-- Gives the number and its fence, or nothing if all are lent. The fence is above all before it, and at least now.
local now = tonumber(ARGV[1])
if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local begin, count = tonumber(ARGV[3]), tonumber(ARGV[4])
local fields = redis.call('HGETALL', KEYS[1])
local known, last = {}, 0
local chosen, oldest = nil, nil
for f = 1, #fields, 2 do
    if fields[f] == 'fence' then
        last = tonumber(fields[f + 1])
    else
        local number = tonumber(fields[f])
        local fence, lapse = string.match(fields[f + 1], '^(%d+):(%d+)$')
        fence, lapse = tonumber(fence), tonumber(lapse)
        known[number] = true
        if lapse <= now and (oldest == nil or fence < oldest) then
            chosen, oldest = number, fence
        end
    end
end
for i = 0, count - 1 do
    local number = (begin + i) % count
    if not known[number] then
        chosen = number
        break
    end
end
if chosen == nil then
    return {}
end
local fence = string.format('%.0f', math.max(last + 1, now))
redis.call('HSET', KEYS[1], chosen, fence .. ':' .. string.format('%.0f', now + ARGV[2]), 'fence', fence)
return {string.format('%.0f', chosen), fence}
