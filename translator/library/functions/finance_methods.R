# FINANCE: payments of each period, future and present value; `due` is 1 for payments at the beginning of a period
sas_payment <- function(rate, periods, present = 0, future = 0, due = 0) {
  if (rate == 0) return(-(present + future) / periods)
  growth <- (1 + rate)^periods
  -(present * growth + future) * rate / ((1 + rate * due) * (growth - 1))
}
sas_future_value <- function(rate, periods, paid = 0, present = 0, due = 0) {
  if (rate == 0) return(-(present + paid * periods))
  growth <- (1 + rate)^periods
  -(present * growth + paid * (1 + rate * due) * (growth - 1) / rate)
}
sas_worth_now <- function(rate, periods, paid = 0, future = 0, due = 0) {
  if (rate == 0) return(-(future + paid * periods))
  growth <- (1 + rate)^periods
  -(future + paid * (1 + rate * due) * (growth - 1) / rate) / growth
}

# The interest and the principal in the payment of a period
sas_interest <- function(rate, period, periods, present, future = 0, due = 0) {
  if (period < 1 || period > periods) return(NA_real_)
  if (due != 0 && period == 1) return(0)
  paid <- sas_payment(rate, periods, present, future, due)
  owed <- sas_future_value(rate, period - 1, paid, present, due)
  if (due != 0) owed * rate / (1 + rate * due) else owed * rate
}
sas_principal <- function(rate, period, periods, present, future = 0, due = 0) {
  sas_payment(rate, periods, present, future, due) - sas_interest(rate, period, periods, present, future, due)
}

# The interest or the principal of some periods together
sas_summed <- function(part, rate, periods, present, first, last, due = 0) {
  if (first < 1 || last < first || last > periods) return(NA_real_)
  sum(vapply(ceiling(first):floor(last), function(i) part(rate, i, periods, present, 0, due), 0))
}

# The rate near 10% where a value is zero; missing where there is none
sas_rate_near <- function(value_at) {
  width <- 0.01
  while (width < 1e6) {
    low <- max(0.1 - width, -1 + 1e-9 / width)
    high <- 0.1 + width
    ends <- c(value_at(low), value_at(high))
    if (anyNA(ends)) return(NA_real_)
    if ((ends[1] < 0) != (ends[2] < 0)) return(sas_root_between(value_at, low, high))
    width <- width * 2
  }
  NA_real_
}

# Depreciation by declining balances: with a rate of three decimals, and to the salvage value
sas_fixed_declining <- function(cost, salvage, life, period, months = 12) {
  rate <- floor((1 - (salvage / cost)^(1 / life)) * 1000 + 0.5) / 1000
  whole <- if (months == 12) life else life + 1
  if (period < 1 || period > whole || months < 1 || months > 12) return(NA_real_)
  written <- 0
  for (year in seq_len(trunc(period))) {
    share <- if (year == 1) months / 12 else if (year > life) (12 - months) / 12 else 1
    taken <- (cost - written) * rate * share
    written <- written + taken
  }
  taken
}
sas_double_declining <- function(cost, salvage, life, period, factor = 2) {
  if (period < 1 || period > life) return(NA_real_)
  share <- min(factor / life, 1)
  before <- cost * (if (share == 1 && period > 1) 0 else if (share < 1) (1 - share)^(period - 1) else 1)
  after <- cost * (if (share < 1) (1 - share)^period else 0)
  if (before > salvage) max(before - max(after, salvage), 0) else 0
}

# Values of flows at the ends of periods, and of dated flows (years of 365 days)
sas_discounted <- function(rate, flows) sum(flows / (1 + rate)^seq_along(flows))
sas_dated_value <- function(rate, flows, dates) {
  if (length(flows) != length(dates)) return(NA_real_)
  sum(flows / (1 + rate)^((floor(dates) - floor(dates[1])) / 365))
}

# Price or yield of a treasury bill of up to a year
sas_bill <- function(kind, settlement, maturity, given) {
  days <- floor(maturity) - floor(settlement)
  if (days <= 0 || days > 366 || given <= 0) return(NA_real_)
  if (kind == "TBILLPRICE") return(100 * (1 - given * days / 360))
  (100 - given) / given * 360 / days
}

# A price with a fraction behind its point as a decimal number, or the other way round
sas_dollars <- function(value, parts, decimal) {
  if (parts < 1) return(NA_real_)
  digits <- 10^ceiling(log10(parts))
  trunc(value) + (value - trunc(value)) * (if (decimal) digits / parts else parts / digits)
}

# The least and the largest number of parameters of each calculation of FINANCE
sas_finance_parameters <- list(
  PMT = c(2, 5), FV = c(2, 5), PV = c(2, 5), IPMT = c(4, 6), PPMT = c(4, 6), NPER = c(3, 5), RATE = c(3, 5), CUMIPMT = c(5, 6),
  CUMPRINC = c(5, 6), SLN = c(3, 3), SYD = c(4, 4), DB = c(4, 5), DDB = c(4, 5), EFFECT = c(2, 2), NOMINAL = c(2, 2),
  FVSCHEDULE = c(2, 999), NPV = c(2, 999), MIRR = c(4, 999), IRR = c(2, 999), XIRR = c(4, 999), XNPV = c(3, 999), TBILLPRICE = c(3, 3),
  TBILLYIELD = c(3, 3), DOLLARDE = c(2, 2), DOLLARFR = c(2, 2)
)

# FINANCE: one calculation, of parameters that are there
sas_calculate <- function(name, p) {
  call <- function(f) do.call(f, as.list(p))
  due <- if (length(p) > 5) p[6] else 0
  n <- length(p)
  half <- n %/% 2
  switch(name,
    PMT = call(sas_payment), FV = call(sas_future_value), PV = call(sas_worth_now),
    IPMT = call(sas_interest), PPMT = call(sas_principal),
    NPER = {
      p <- c(p, 0, 0)[1:5]
      flow <- p[2] * (1 + p[1] * p[5])
      if (p[1] == 0) -(p[3] + p[4]) / p[2] else log((flow - p[4] * p[1]) / (flow + p[3] * p[1])) / log1p(p[1])
    },
    RATE = {
      p <- c(p, 0, 0)[1:5]
      sas_rate_near(function(rate) sas_future_value(rate, p[1], p[2], p[3], p[5]) - p[4])
    },
    CUMIPMT = sas_summed(sas_interest, p[1], p[2], p[3], p[4], p[5], due),
    CUMPRINC = sas_summed(sas_principal, p[1], p[2], p[3], p[4], p[5], due),
    SLN = (p[1] - p[2]) / p[3],
    SYD = (p[1] - p[2]) * (p[3] - p[4] + 1) * 2 / (p[3] * (p[3] + 1)),
    DB = call(sas_fixed_declining), DDB = call(sas_double_declining),
    EFFECT = (1 + p[1] / floor(p[2]))^floor(p[2]) - 1,
    NOMINAL = floor(p[2]) * ((1 + p[1])^(1 / floor(p[2])) - 1),
    FVSCHEDULE = p[1] * prod(1 + p[-1]),
    NPV = sas_discounted(p[1], p[-1]),
    IRR = sas_rate_near(function(rate) sas_discounted(rate, p)),
    MIRR = {
      flows <- p[seq_len(n - 2)]
      place <- seq_along(flows) - 1
      paid <- sum((flows / (1 + p[n - 1])^place)[flows < 0])
      earned <- sum((flows * (1 + p[n])^(n - 3 - place))[flows > 0])
      (earned / -paid)^(1 / (n - 3)) - 1
    },
    XIRR = sas_rate_near(function(rate) sas_dated_value(rate, p[seq_len(half)], p[half + seq_len(half)])),
    XNPV = {
      flows <- p[-1]
      sas_dated_value(p[1], flows[seq_len((n - 1) %/% 2)], flows[-seq_len((n - 1) %/% 2)])
    },
    DOLLARDE = sas_dollars(p[1], floor(p[2]), TRUE),
    DOLLARFR = sas_dollars(p[1], floor(p[2]), FALSE),
    sas_bill(name, p[1], p[2], p[3])
  )
}

# FINANCE: the result of a financial calculation by its name
sas_finance <- function(calculated, ...) {
  not_covered <- c(
    "ACCRINT", "ACCRINTM", "AMORDEGRC", "AMORLINC", "COUPDAYBS", "COUPDAYS", "COUPDAYSNC", "COUPNCD", "COUPNUM", "COUPPCD",
    "DURATION", "MDURATION", "ODDFPRICE", "ODDFYIELD", "ODDLPRICE", "ODDLYIELD", "PRICE", "PRICEMAT", "VDB", "YIELD", "YIELDMAT",
    "DISC", "INTRATE", "PRICEDISC", "RECEIVED", "YIELDDISC", "TBILLEQ"
  )
  one <- function(calculated, ...) {
    name <- toupper(trimws(calculated))
    p <- c(...)
    if (name %in% not_covered) not_translated("H0474", paste("the calculation", name))
    least <- sas_finance_parameters[[name]]
    if (is.null(least) || anyNA(p) || length(p) < least[1] || length(p) > least[2]) return(NA_real_)
    result <- suppressWarnings(sas_calculate(name, p))
    if (length(result) == 1 && is.finite(result)) result else NA_real_
  }
  sas_number(sas_each(one, calculated, ...))
}
