# DACCSL, DACCDB, DACCSYD: depreciation so far, on a straight line, by a declining balance, by the sum of the years' digits
sas_daccsl <- function(period, value, lifetime) {
  share <- pmin(pmax(period / lifetime, 0), 1)
  sas_where(lifetime > 0, value * share)
}
sas_daccdb <- function(period, value, lifetime, rate) {
  sas_number(sas_each(function(p, v, y, r) {
    if (anyNA(c(p, v, y, r)) || y <= 0 || r <= 0 || r > y) return(NA_real_)
    if (p <= 0) return(0)
    whole <- floor(p)
    v * (1 - (1 - r / y)^whole * (1 - (p - whole) * r / y))
  }, period, value, lifetime, rate))
}
sas_daccsyd <- function(period, value, lifetime) {
  sas_number(sas_each(function(p, v, y) {
    if (anyNA(c(p, v, y)) || y <= 0) return(NA_real_)
    if (p < 0 || p > y) return(if (p < 0) 0 else v)
    whole <- floor(p)
    years <- floor(y)
    done <- whole * (y - (whole - 1) / 2) + (p - whole) * (y - whole)
    v * done / (years * (y - (years - 1) / 2) + (y - years)^2)
  }, period, value, lifetime))
}

# DEPDBSL: the larger one of declining balance and straight line on what is left; DACCDBSL: so far
sas_balance_valid <- function(period, value, lifetime, rate) {
  if (anyNA(c(period, value, lifetime, rate))) return(FALSE)
  if (lifetime <= 0 || lifetime != floor(lifetime) || rate <= 0 || rate > lifetime) return(FALSE)
  period == floor(period)
}
sas_depdbsl <- function(period, value, lifetime, rate) {
  sas_number(sas_each(function(p, v, y, r) {
    if (!sas_balance_valid(p, v, y, r)) return(NA_real_)
    last <- floor(y - y / r + 1)
    if (p < 1 || p > y) return(0)
    if (p <= last) v * r / y * (1 - r / y)^(p - 1) else v * (1 - r / y)^last / (y - last)
  }, period, value, lifetime, rate))
}
sas_daccdbsl <- function(period, value, lifetime, rate) {
  sas_number(sas_each(function(p, v, y, r) {
    if (!sas_balance_valid(p, v, y, r)) return(NA_real_)
    last <- floor(y - y / r + 1)
    periods <- min(max(p, 0), y)
    if (periods <= last) return(v * (1 - (1 - r / y)^periods))
    left <- v * (1 - r / y)^last
    v - left + left * (periods - last) / (y - last)
  }, period, value, lifetime, rate))
}

# DACCTAB and DEPTAB: depreciation by a table of rates, one for each year: so far, and of a period
sas_dacctab <- function(period, value, ...) {
  sas_number(sas_each(function(period, value, ...) {
    rates <- c(...)
    if (is.na(period + value) || anyNA(rates)) return(NA_real_)
    done <- min(max(period, 0), length(rates))
    whole <- floor(done)
    part <- if (whole < length(rates)) (done - whole) * rates[whole + 1] else 0
    value * (sum(rates[seq_len(whole)]) + part)
  }, period, value, ...))
}
sas_deptab <- function(period, value, ...) sas_number(sas_dacctab(period, value, ...) - sas_dacctab(period - 1, value, ...))
