#!lua
-- SPDX-License-Identifier: Apache-2.0
-- One decision, all or none, whatever the number of rules, by this server's clock.
--
-- KEYS     one per payer: the consumer's, then those of the budgets
-- ARGV[1]  the format of ARGV[2], which is numbers: what to do (0 take, 1 peek, 2 tell the usage),
--          permits, the sum of 2^(i-1) for each i-th payer that only looks on; then for each payer how many windows and
--          rates, capacity (moments that its windows need), memory (microseconds), and for each rule
--          its limit here, its span (a window's length in microseconds, or after how many
--          nanoseconds a permit of a rate comes back) and its whole burst
-- returns  a decision, '>BBBI7I7BBI7': 1 if admitted, payer, rule, remaining, wait in nanoseconds;
--          and payer, rule and wait of the longest refusal by one that looks on, a wait of 0 if none.
--          2^53 - 1 is the wait for more than a rule ever admits. Or the usage, '>I7I7' for each rule
--          of each payer: remaining, and nanoseconds until all is back
--
-- A payer is one string: a head of 25 bytes, '>I7I3I7I7B', when it last took, how many moments it
-- keeps and for how long, and until when so many, and how many rates; its rates, 21 bytes each,
-- '>I7I7I7', burst, span, and how long until all its permits are back; its moments, 7 bytes each,
-- newest last. A payer may come with other rules than before, as by another node's policy: it keeps
-- what the widest of those needs that asked lately, and what is taken counts under all of them.
--
-- Functions are made anew for each decision, and each name of the script's that one of them uses
-- takes time. So there are no names for formats and sizes.
local given = {struct.unpack(ARGV[1], ARGV[2])}
local action, permits, looks_on = given[1], given[2], given[3]
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]

-- The k-th newest moment.
local function moment(payer, k)
  return (struct.unpack('>I7', payer.state, #payer.state - 7 * k + 1))
end

local function store(payer, state, expires)
  redis.call('SET', payer.key, state, 'PXAT', math.ceil(expires / 1000))
end

-- What is still out of each rate; those of other rules too, as far as there is room for them.
local function recall_rates(payer, passed)
  for i = 0, payer.rates - 1 do
    local burst, span, backlog = struct.unpack('>I7I7I7', payer.state, 26 + 21 * i)
    backlog = math.max(0, backlog - passed * 1000)
    payer.backlog[span] = backlog
    if backlog > 0 and i < 24 then
      payer.bursts[span] = burst
      payer.most = math.max(payer.most, math.ceil(backlog / span))
    end
  end
end

-- Has a rate that is new to this payer count what is remembered.
local function backlog_of(payer, burst, span)
  local backlog = 0
  if payer.size == 0 then
    return math.min(burst, payer.most) * span
  end
  for k = payer.size, 1, -1 do
    local passed = (k > 1 and moment(payer, k - 1) or payer.at) - moment(payer, k)
    backlog = math.max(0, math.min(burst * span, backlog + span) - passed * 1000)
  end
  return backlog
end

-- Goes on from what was stored; a clock that went back a little stands still instead. After one that
-- went back by more than all memory, everything counts as taken now.
local function recall(payer, capacity, memory)
  local newest, kept, wide, ends, rates = struct.unpack('>I7I3I7I7B', payer.state)
  payer.size = (#payer.state - 25 - 21 * rates) / 7
  if newest - now > memory then
    newest, wide, ends = now, memory, now + memory
    payer.state = struct.pack('>I7I3I7I7B', newest, kept, wide, ends, rates)
      .. string.sub(payer.state, 26, -1 - 7 * payer.size)
      .. string.rep(struct.pack('>I7', now), payer.size)
    if action == 0 then
      store(payer, payer.state, ends)
    end
  end
  payer.stored, payer.newest, payer.rates = payer.state, newest, rates
  payer.at = math.max(now, newest)
  if payer.at < ends then
    payer.widest = capacity >= kept or memory >= wide
    payer.kept, payer.wide, payer.ends = math.max(kept, capacity), math.max(wide, memory), ends
  end
end

-- Opens the payer of a key, whose terms begin at that number.
local function open(key, n)
  local windows, rates, capacity, memory = given[n], given[n + 1], given[n + 2], given[n + 3]
  local payer = {
    key = key, first = n + 4, windows = windows, last = windows + rates - 1,
    state = redis.call('GET', key), size = 0, at = now, rates = 0, most = 0,
    kept = capacity, wide = memory, ends = 0, widest = true, -- as if nobody else asked
  }
  if payer.state then
    recall(payer, capacity, memory)
  end
  if rates + payer.rates > 0 then
    payer.backlog, payer.bursts = {}, {}
    recall_rates(payer, math.max(0, now - (payer.newest or now)))
    if windows > 0 and payer.size == 0 and payer.most > 0 then -- only rates knew it
      payer.size = math.min(payer.most, capacity)
      payer.state = string.rep(struct.pack('>I7', payer.at), payer.size)
    end
    for rule = windows, payer.last do
      local span, burst = given[n + 5 + 3 * rule], given[n + 6 + 3 * rule]
      local backlog = payer.backlog[span] or backlog_of(payer, burst, span)
      payer.backlog[span] = math.min(backlog, burst * span)
      payer.bursts[span] = burst
    end
  end
  return payer
end

-- How many permits are left under a rule. A window counts its newest moments, found by halving.
local function remaining(payer, rule)
  local limit, span = given[payer.first + 3 * rule], given[payer.first + 3 * rule + 1]
  if rule >= payer.windows then
    return math.max(0, math.floor((limit * span - payer.backlog[span]) / span))
  end
  local low, high, since = 0, math.min(payer.size, limit), payer.at - span
  if high > 0 and moment(payer, high) > since then
    return limit - high
  end
  while low + 1 < high do -- the low-th counts, the high-th does not
    local middle = math.floor((low + high) / 2)
    if moment(payer, middle) > since then
      low = middle
    else
      high = middle
    end
  end
  return limit - low
end

-- The longest wait until so many permits are free, if longer than that one, and by which rule.
local function longest_of(payer, longest)
  local held, which = (payer.at - now) * 1000 -- a clock that stands still does so for that long first
  for rule = 0, payer.last do
    local span = given[payer.first + 3 * rule + 1]
    local free = given[payer.first + 3 * rule] - permits
    local wait = 0
    if free < 0 then
      wait = 9007199254740991
    elseif rule >= payer.windows then
      wait = payer.backlog[span] - free * span
    elseif payer.size > free then
      wait = (span - payer.at + moment(payer, free + 1)) * 1000
    end
    if wait > 0 and math.min(9007199254740991, wait + held) > longest then
      longest, which = math.min(9007199254740991, wait + held), rule
    end
  end
  return longest, which
end

local payers, n = {}, 4
for i, key in ipairs(KEYS) do
  payers[i] = open(key, n)
  n = n + 7 + 3 * payers[i].last
end

if action == 2 then
  local usage = {}
  for _, payer in ipairs(payers) do
    for rule = 0, payer.last do
      local span, reset = given[payer.first + 3 * rule + 1], 0
      if rule >= payer.windows then
        reset = payer.backlog[span]
      elseif payer.size > 0 then
        reset = math.max(0, span - (payer.at - moment(payer, 1))) * 1000
      end
      usage[#usage + 1] = struct.pack('>I7I7', remaining(payer, rule), reset)
    end
  end
  return table.concat(usage)
end

local longest, who, which = 0, 1, 0
local shadow_wait, shadow_who, shadow_which = 0, 1, 0
for i, payer in ipairs(payers) do
  if looks_on > 0 and math.floor(looks_on / 2 ^ (i - 1)) % 2 == 1 then
    local wait, rule = longest_of(payer, 0)
    payer.passed = rule
    if wait > shadow_wait then
      shadow_wait, shadow_who, shadow_which = wait, i, rule
    end
  else
    local wait, rule = longest_of(payer, longest)
    if rule then
      longest, who, which = wait, i, rule
    end
  end
end
if longest > 0 then
  for _, payer in ipairs(payers) do
    -- Who only is refused has to be kept for too, but not to be written for each time.
    if action == 0 and payer.stored and payer.widest and payer.ends - payer.at < payer.wide / 2 then
      local ends = payer.at + payer.wide
      store(payer, struct.pack('>I7I3I7I7B', payer.newest, payer.kept, payer.wide, ends, payer.rates)
        .. string.sub(payer.stored, 26), ends)
    end
  end
  local left = permits > 1 and remaining(payers[who], which) or 0
  return struct.pack('>BBBI7I7BBI7', 0, who - 1, which, left, longest, 0, 0, 0)
end

local function take(payer)
  local rates, count = '', 0
  for span, burst in pairs(payer.bursts or {}) do
    local backlog = math.min(burst * span, payer.backlog[span] + permits * span)
    rates, count = rates .. struct.pack('>I7I7I7', burst, span, backlog), count + 1
  end
  local new = math.min(permits, payer.kept)
  local old = math.min(payer.size, payer.kept - new)
  local expires = payer.at + payer.wide
  local ends = payer.widest and expires or payer.ends
  store(payer, struct.pack('>I7I3I7I7B', payer.at, payer.kept, payer.wide, ends, count) .. rates
    .. (old > 0 and string.sub(payer.state, -7 * old) or '')
    .. string.rep(struct.pack('>I7', payer.at), new), expires)
end

local least = 9007199254740991
for i, payer in ipairs(payers) do
  local passed = payer.passed
  local taken = passed and 0 or permits
  for rule = 0, payer.last do
    -- A window counts no more than there is: often that is enough to know.
    local limit = given[payer.first + 3 * rule]
    if rule >= payer.windows or limit - math.min(limit, payer.size) - taken < least then
      local left = remaining(payer, rule) - taken
      if left < least then
        least, who, which = left, i, rule
      end
    end
  end
  if action == 0 and not passed then
    take(payer)
  end
end
return struct.pack('>BBBI7I7BBI7', 1, who - 1, which, least, 0, shadow_who - 1, shadow_which, shadow_wait)
