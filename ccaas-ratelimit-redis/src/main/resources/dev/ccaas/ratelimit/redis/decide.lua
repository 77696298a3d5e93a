#!lua
-- SPDX-License-Identifier: Apache-2.0
-- One decision, all or none, whatever the number of rules, by this server's clock.
--
-- KEYS  one per payer: the consumer's, then those of the budgets
-- ARGV  permits; '1' if the first payer only looks on, else '0'; then each payer's terms, packed:
--       windows, rates, capacity (moments that its windows need), memory (microseconds);
--       for each rule its limit here, its whole burst, and its span: a window's length in
--       microseconds, or after how many nanoseconds a permit of a rate comes back
-- returns {admitted, wait in nanoseconds or -1 for ever, payer, rule, remaining}
--
-- A payer is one string: when it last took; how many moments it keeps and for how long, and until
-- when so many; its rates, each with how long until all its permits are back; its moments, newest
-- last. A payer may come with other rules than before, as by another node's policy: it keeps what the
-- widest of those needs that asked lately, and what is taken counts under all of them.
local NEVER = math.huge
local TERMS, RULE = '>BBI3I7', '>I7I7I7'
local STATE, MOMENT = '>I7I3I7I7B', '>I7'
local TERMS_SIZE, STATE_SIZE, RULE_SIZE, MOMENT_SIZE = 12, 25, 21, 7
local MOST_RATES = 24 -- that are kept beside a payer's own
local pack, unpack = struct.pack, struct.unpack

local permits = tonumber(ARGV[1])
local looks_on = ARGV[2] == '1'
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]

-- The k-th newest moment.
local function moment(payer, k)
  return (unpack(MOMENT, payer.state, #payer.state - MOMENT_SIZE * k + 1))
end

local function store(key, state, expires)
  redis.call('SET', key, state, 'PXAT', string.format('%.0f', math.ceil(expires / 1000)))
end

-- After a clock went back by more than all memory, everything counts as taken now.
local function rewound(payer, state)
  local _, kept, _, _, rates = unpack(STATE, state)
  local head = STATE_SIZE + RULE_SIZE * rates
  local moments = string.rep(pack(MOMENT, now), (#state - head) / MOMENT_SIZE)
  local expires = now + payer.memory
  local again = pack(STATE, now, kept, payer.memory, expires, rates)
    .. string.sub(state, STATE_SIZE + 1, head) .. moments
  store(payer.key, again, expires)
  return again
end

-- Goes on from what was stored; a clock that went back a little stands still instead.
local function recall(payer, state)
  if unpack(MOMENT, state) - now > payer.memory then
    state = rewound(payer, state)
  end
  local newest, kept, wide, ends, rates = unpack(STATE, state)
  payer.size = (#state - STATE_SIZE - RULE_SIZE * rates) / MOMENT_SIZE
  payer.state = state
  payer.at = math.max(now, newest)
  payer.newest, payer.rates, payer.stored = newest, rates, state
  if payer.at < ends then
    payer.widest = payer.capacity >= kept or payer.memory >= wide
    payer.kept, payer.wide = math.max(kept, payer.capacity), math.max(wide, payer.memory)
    payer.ends = ends
  end
  local passed = math.max(0, now - newest) * 1000
  for i = 0, rates - 1 do
    local burst, span, backlog = unpack(RULE, state, STATE_SIZE + RULE_SIZE * i + 1)
    backlog = math.max(0, backlog - passed)
    payer.backlog[span] = backlog
    if backlog > 0 and i < MOST_RATES then
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

local function open(key, terms)
  local windows, rates, capacity, memory = unpack(TERMS, terms)
  local payer = {
    key = key, windows = windows, rules = windows + rates, capacity = capacity, memory = memory,
    limit = {}, span = {}, backlog = {}, bursts = {}, most = 0,
    state = '', size = 0, at = now,
    kept = capacity, wide = memory, widest = true, ends = 0, -- as if nobody else asked
  }
  local state = redis.call('GET', key)
  if state then
    recall(payer, state)
  end
  if windows > 0 and payer.size == 0 and payer.most > 0 then -- only rates knew it
    payer.size = math.min(payer.most, capacity)
    payer.state = string.rep(pack(MOMENT, payer.at), payer.size)
  end
  for i = 1, payer.rules do
    local limit, burst, span = unpack(RULE, terms, TERMS_SIZE + RULE_SIZE * (i - 1) + 1)
    payer.limit[i], payer.span[i] = limit, span
    if i > windows then
      local backlog = payer.backlog[span] or backlog_of(payer, burst, span)
      payer.backlog[span] = math.min(backlog, burst * span)
      payer.bursts[span] = burst
    end
  end
  return payer
end

-- How many nanoseconds until so many permits are free under a rule.
local function wait_for(payer, rule)
  local free, span = payer.limit[rule] - permits, payer.span[rule]
  if free < 0 then
    return NEVER
  elseif rule > payer.windows then
    return math.max(0, payer.backlog[span] - free * span)
  elseif payer.size <= free then
    return 0
  end
  return math.max(0, span - (payer.at - moment(payer, free + 1))) * 1000
end

-- How many of the newest moments a window counts, at most as many as it has permits; by halving.
local function counted(payer, span, limit)
  local low, high, since = 0, math.min(payer.size, limit), payer.at - span
  if high == 0 or moment(payer, high) > since then
    return high
  end
  high = high - 1
  while low < high do
    local middle = math.ceil((low + high) / 2)
    if moment(payer, middle) > since then
      low = middle
    else
      high = middle - 1
    end
  end
  return low
end

local function remaining(payer, rule)
  local limit, span = payer.limit[rule], payer.span[rule]
  if rule > payer.windows then
    return math.max(0, math.floor((limit * span - payer.backlog[span]) / span))
  end
  return limit - counted(payer, span, limit)
end

local function take(payer)
  local at, kept = payer.at, payer.kept
  local rates, count = {}, 0
  for span, burst in pairs(payer.bursts) do
    payer.backlog[span] = math.min(burst * span, payer.backlog[span] + permits * span)
    count = count + 1
    rates[count] = pack(RULE, burst, span, payer.backlog[span])
  end
  local new = math.min(permits, kept)
  local old = math.min(payer.size, kept - new)
  local moments = string.sub(payer.state, #payer.state - MOMENT_SIZE * old + 1)
    .. string.rep(pack(MOMENT, at), new)
  local expires = at + payer.wide
  local ends = payer.widest and expires or payer.ends
  local state = pack(STATE, at, kept, payer.wide, ends, count) .. table.concat(rates) .. moments
  store(payer.key, state, expires)
  payer.state, payer.size = moments, new + old
end

-- Who only is refused has to be kept for too, but not to be written for each time.
local function remember(payer)
  local ends = payer.at + payer.wide
  if payer.newest and payer.widest and payer.ends - payer.at < payer.wide / 2 then
    local head = pack(STATE, payer.newest, payer.kept, payer.wide, ends, payer.rates)
    store(payer.key, head .. string.sub(payer.stored, STATE_SIZE + 1), ends)
  end
end

local payers = {}
for i, key in ipairs(KEYS) do
  payers[i] = open(key, ARGV[i + 2])
end

local longest, who, which = 0, 1, 1
for i, payer in ipairs(payers) do
  for rule = 1, payer.rules do
    local wait = wait_for(payer, rule)
    if wait > 0 and i == 1 and looks_on then
      payer.passed = true
    elseif wait > longest then
      longest, who, which = wait, i, rule
    end
  end
end
if longest > 0 then
  for _, payer in ipairs(payers) do
    remember(payer)
  end
  local held = (payers[who].at - now) * 1000 -- a clock that stands still does so for that long
  local wait = longest == NEVER and -1 or longest + held
  return {0, wait, who - 1, which - 1, remaining(payers[who], which)}
end

local least = NEVER
for i, payer in ipairs(payers) do
  if not payer.passed then
    take(payer)
  end
  for rule = 1, payer.rules do
    local left = remaining(payer, rule)
    if left < least then
      least, who, which = left, i, rule
    end
  end
end
return {1, 0, who - 1, which - 1, least == NEVER and 0 or least}
