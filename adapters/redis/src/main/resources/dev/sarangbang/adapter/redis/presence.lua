-- KEYS: accounts. ARGV: now, or nothing for Redis' time.
-- Gives for each 1 if it has a connection alive, else 0; and its last sign of life, or nothing if there never was one.
local now = tonumber(ARGV[1])
if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local answers = {}
for _, key in ipairs(KEYS) do
    local fields = redis.call('HGETALL', key)
    local online, seen = 0, ''
    for f = 1, #fields, 2 do
        if fields[f] == 'seen' then
            seen = fields[f + 1]
        elseif tonumber(fields[f + 1]) > now then
            online = 1
        end
    end
    answers[#answers + 1] = online
    answers[#answers + 1] = seen
end
return answers
