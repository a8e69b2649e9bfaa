-- Notes connections that are alive.
-- KEYS: the account of each. ARGV: now, or nothing for Redis' time; now for people to read; how long they live; how long to keep the
-- account; then each connection.
-- Gives for each 1 if its account had none alive, else 0.
local now = tonumber(ARGV[1])
if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local shown, lapse, forgotten = tonumber(ARGV[2]), now + ARGV[3], now - ARGV[3]
local answers = {}
for i, key in ipairs(KEYS) do
    local connection = ARGV[4 + i]
    local fields = redis.call('HGETALL', key)
    local offline, seen, before = 1, 0, 0
    local old = {}
    for f = 1, #fields, 2 do
        local name, time = fields[f], tonumber(fields[f + 1])
        if name == 'seen' then
            seen = time
        else
            if time > now then
                offline = 0
            end
            if name == connection then
                before = time
            elseif time <= forgotten then
                old[#old + 1] = name
            end
        end
    end
    for _, name in ipairs(old) do
        redis.call('HDEL', key, name)
    end
    if before < lapse then
        redis.call('HSET', key, connection, string.format('%.0f', lapse))
    end
    if seen < shown then
        redis.call('HSET', key, 'seen', ARGV[2])
    end
    redis.call('PEXPIRE', key, ARGV[4])
    answers[i] = offline
end
return answers
