# The price of the right to give the worth of `strike` for that of `asset`, both of today; `spread`: the volatility times the
# root of the time
sas_call_price <- function(asset, strike, spread) {
  if (is.na(asset + strike + spread) || asset <= 0 || strike <= 0 || spread < 0 || spread >= 1e150) return(NA_real_)
  if (spread == 0) return(max(asset - strike, 0))
  first <- log(asset / strike) / spread + spread / 2
  asset * stats::pnorm(first) - strike * stats::pnorm(first - spread)
}

# Are the arguments in their ranges?
sas_known_option <- function(time, ...) !anyNA(c(time, ...)) && time >= 0 && all(c(...) > 0 & c(...) < 1e300)

# BLACKCLPRC, BLACKPTPRC: options on futures
sas_blackclprc <- function(strike, time, future, rate, volatility) {
  sas_number(sas_each(function(e, t, f, r, s) {
    if (sas_known_option(t, e, f, r, s)) exp(-r * t) * sas_call_price(f, e, s * sqrt(t)) else NA_real_
  }, strike, time, future, rate, volatility))
}
sas_blackptprc <- function(strike, time, future, rate, volatility) {
  sas_blackclprc(strike, time, future, rate, volatility) + exp(-rate * time) * (strike - future)
}

# BLKSHCLPRC, BLKSHPTPRC: options on stocks
sas_blkshclprc <- function(strike, time, share, rate, volatility) {
  sas_number(sas_each(function(e, t, s, r, v) {
    if (sas_known_option(t, e, s, r, v)) sas_call_price(s, e * exp(-r * t), v * sqrt(t)) else NA_real_
  }, strike, time, share, rate, volatility))
}
sas_blkshptprc <- function(strike, time, share, rate, volatility) {
  sas_blkshclprc(strike, time, share, rate, volatility) - share + strike * exp(-rate * time)
}

# GARKHCLPRC, GARKHPTPRC: options on currencies; `home` and `abroad` are the rates of interest
sas_garkhclprc <- function(strike, time, spot, home, abroad, volatility) {
  sas_number(sas_each(function(e, t, s, home, abroad, v) {
    if (!sas_known_option(t, e, s, home, abroad, v)) return(NA_real_)
    sas_call_price(s * exp(-abroad * t), e * exp(-home * t), v * sqrt(t))
  }, strike, time, spot, home, abroad, volatility))
}
sas_garkhptprc <- function(strike, time, spot, home, abroad, volatility) {
  call <- sas_garkhclprc(strike, time, spot, home, abroad, volatility)
  call - spot * exp(-abroad * time) + strike * exp(-home * time)
}

# MARGRCLPRC, MARGRPTPRC: the right to give one asset for another
sas_margrclprc <- function(one, time, other, first, second, correlation) {
  sas_number(sas_each(function(a, t, b, s1, s2, rho) {
    if (!sas_known_option(t, a, b, s1, s2) || is.na(rho) || abs(rho) > 1) return(NA_real_)
    variance <- (s1 * s1 + s2 * s2 - 2 * rho * s1 * s2) * t
    if (is.na(variance) || variance < 0 || variance >= 1e300) NA_real_ else sas_call_price(a, b, sqrt(variance))
  }, one, time, other, first, second, correlation))
}
sas_margrptprc <- function(one, time, other, first, second, correlation) {
  sas_margrclprc(other, time, one, first, second, correlation)
}
