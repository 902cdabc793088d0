# Where a function is zero, by halving an interval; missing if its sign does not change there
sas_zero_between <- function(value_at, low, high) {
  starts_below <- value_at(low) < 0
  if (is.na(starts_below)) return(NA_real_)
  if (starts_below == (value_at(high) < 0)) return(NA_real_)
  repeat {
    middle <- (low + high) / 2
    if (middle <= low || middle >= high) return(middle)
    if ((value_at(middle) < 0) == starts_below) low <- middle else high <- middle
  }
}

# COMPOUND, MORT, SAVING: the missing one of four quantities
sas_compound <- function(amount, future, rate, periods) {
  sas_number(sas_each(function(a, f, r, n) {
    if (sum(is.na(c(a, f, r, n))) != 1) return(NA_real_)
    if (is.na(f)) return(a * (1 + r)^n)
    if (is.na(a)) return(f / (1 + r)^n)
    if (a <= 0 || f <= 0) return(NA_real_)
    if (is.na(r)) return((f / a)^(1 / n) - 1)
    if (r > -1 && r != 0) log(f / a) / log1p(r) else NA_real_
  }, amount, future, rate, periods))
}
sas_annuity <- function(rate, periods) {
  if (rate <= -1) NA_real_ else if (rate == 0) periods else -expm1(-periods * log1p(rate)) / rate
}
sas_mort <- function(amount, payment, rate, periods) {
  sas_number(sas_each(function(a, p, r, n) {
    if (sum(is.na(c(a, p, r, n))) != 1) return(NA_real_)
    if (is.na(a)) return(p * sas_annuity(r, n))
    if (is.na(p)) return(a / sas_annuity(r, n))
    if (is.na(n) && (r <= -1 || p == 0)) return(NA_real_)
    if (is.na(n)) return(if (r == 0) a / p else if (a * r / p < 1) -log1p(-a * r / p) / log1p(r) else NA_real_)
    if (p * n == a) 0 else sas_zero_between(function(each) p * sas_annuity(each, n) - a, 1e-12, 10)
  }, amount, payment, rate, periods))
}
sas_savings_factor <- function(rate, periods) {
  if (rate <= -1) NA_real_ else if (rate == 0) periods else (1 + rate) * expm1(periods * log1p(rate)) / rate
}
sas_saving <- function(future, payment, rate, periods) {
  sas_number(sas_each(function(f, p, r, n) {
    if (sum(is.na(c(f, p, r, n))) != 1) return(NA_real_)
    if (is.na(f)) return(p * sas_savings_factor(r, n))
    if (is.na(p)) return(f / sas_savings_factor(r, n))
    if (is.na(n) && (r <= -1 || p == 0 || f * r / (p * (1 + r)) <= -1)) return(NA_real_)
    if (is.na(n)) return(if (r == 0) f / p else log1p(f * r / (p * (1 + r))) / log1p(r))
    if (p * n == f) 0 else sas_zero_between(function(each) p * sas_savings_factor(each, n) - f, 1e-12, 10)
  }, future, payment, rate, periods))
}

# NETPV, NPV: present value of payments at equal times, the first one now; the rate is a fraction, or a percentage
sas_present_value <- function(rate, frequency, payments) {
  if (is.na(rate) || is.na(frequency) || frequency < 0 || rate <= -1) return(NA_real_)
  growth <- if (frequency == 0) exp(rate) else (1 + rate)^(1 / frequency)
  if (!is.finite(growth) || growth <= 0) return(NA_real_)
  payments[is.na(payments)] <- 0
  sum(payments / growth^(seq_along(payments) - 1))
}
sas_netpv <- function(rate, frequency, ...) {
  sas_each(function(rate, frequency, ...) {
    value <- sas_present_value(rate, frequency, c(...))
    if (!is.na(value) && abs(value) < 1e-12) 0 else value
  }, rate, frequency, ...)
}
sas_npv <- function(rate, frequency, ...) sas_netpv(rate / 100, frequency, ...)

# INTRR, IRR: internal rate of return as a fraction, or a percentage
sas_intrr <- function(frequency, ...) {
  sas_each(function(frequency, ...) {
    if (is.na(frequency) || frequency <= 0) return(NA_real_)
    payments <- c(...)
    sas_zero_between(function(rate) sas_present_value(rate, frequency, payments), -0.999, 1000)
  }, frequency, ...)
}
sas_irr <- function(frequency, ...) sas_intrr(frequency, ...) * 100

# DEPSL, DEPSYD, DEPDB: depreciation of a period
sas_depsl <- function(period, value, lifetime) {
  amount <- value * (pmin(period, lifetime) - pmin(period - 1, lifetime)) / lifetime
  sas_where(period >= 0 & lifetime > 0, amount)
}
sas_depsyd <- function(period, value, lifetime) {
  amount <- value * (lifetime - period + 1) * 2 / (lifetime * (lifetime + 1))
  amount <- amount * (period >= 1 & period <= lifetime)
  sas_where(period >= 0 & lifetime > 0, amount)
}
sas_depdb <- function(period, value, lifetime, rate) {
  valid <- period >= 1 & lifetime > 0 & rate > 0 & rate <= lifetime
  sas_where(valid, value * rate / lifetime * (1 - rate / lifetime)^(period - 1))
}

# EFFRATE, NOMRATE: the effective annual rate of a nominal one that is compounded in each interval, and the other way round
sas_compounded <- function(interval) {
  times <- c(DAY = 365, SEMIMONTH = 24, MONTH = 12, QUARTER = 4, QTR = 4, SEMIYEAR = 2, YEAR = 1)
  unname(times[toupper(trimws(interval))])
}
sas_effrate <- function(interval, rate) {
  sas_number(sas_each(function(interval, rate) {
    if (is.na(rate) || rate < -99) return(NA_real_)
    if (toupper(trimws(interval)) == "CONTINUOUS") return(100 * expm1(rate / 100))
    times <- sas_compounded(interval)
    100 * ((1 + rate / 100 / times)^times - 1)
  }, interval, rate))
}
sas_nomrate <- function(interval, rate) {
  sas_number(sas_each(function(interval, rate) {
    if (is.na(rate) || rate < -99) return(NA_real_)
    if (toupper(trimws(interval)) == "CONTINUOUS") return(100 * log1p(rate / 100))
    times <- sas_compounded(interval)
    100 * times * ((1 + rate / 100)^(1 / times) - 1)
  }, interval, rate))
}
