# CONVX, DUR: convexity and modified duration of payments at equal times
sas_payments_at <- function(rate, frequency, payments) {
  number <- seq_along(payments)
  now <- payments / (1 + rate)^(number / frequency)
  c(sum(now), sum(number * now), sum(number * (number + frequency) * now))
}
sas_convx <- function(rate, frequency, ...) {
  sas_number(sas_each(function(rate, frequency, ...) {
    if (is.na(rate) || is.na(frequency) || rate <= 0 || rate >= 1 || frequency <= 0) return(NA_real_)
    sums <- sas_payments_at(rate, frequency, c(...))
    sums[3] / (sums[1] * (1 + rate)^2 * frequency^2)
  }, rate, frequency, ...))
}
sas_dur <- function(rate, frequency, ...) {
  sas_number(sas_each(function(rate, frequency, ...) {
    if (is.na(rate) || is.na(frequency) || rate <= 0 || frequency <= 0) return(NA_real_)
    sums <- sas_payments_at(rate, frequency, c(...))
    sums[2] / (sums[1] * (1 + rate) * frequency)
  }, rate, frequency, ...))
}

# A bond's present value, and the sums for its duration and convexity; missing where it is none
sas_bond <- function(par, coupon, coupons, left, wait, rate) {
  if (anyNA(c(par, coupon, coupons, left, wait, rate))) return(rep(NA_real_, 3))
  whole <- coupons > 0 && left > 0 && left <= 1e6 && coupons == trunc(coupons) && left == trunc(left)
  if (par <= 0 || coupon < 0 || coupon >= 1 || !whole || wait <= 0 || wait > 1 / coupons || rate <= 0) {
    return(rep(NA_real_, 3))
  }
  number <- seq_len(left)
  time <- coupons * wait + number - 1
  now <- (coupon / coupons * par + ifelse(number == left, par, 0)) / (1 + rate / coupons)^time
  c(sum(now), sum(time * now), sum(time * (time + 1) * now))
}
sas_convxp <- function(par, coupon, coupons, left, wait, rate) {
  sas_number(sas_each(function(par, coupon, coupons, left, wait, rate) {
    sums <- sas_bond(par, coupon, coupons, left, wait, rate)
    sums[3] / (sums[1] * (1 + rate / coupons)^2) / coupons^2
  }, par, coupon, coupons, left, wait, rate))
}
sas_durp <- function(par, coupon, coupons, left, wait, rate) {
  sas_number(sas_each(function(par, coupon, coupons, left, wait, rate) {
    sums <- sas_bond(par, coupon, coupons, left, wait, rate)
    sums[2] / (sums[1] * (1 + rate / coupons)) / coupons
  }, par, coupon, coupons, left, wait, rate))
}
sas_pvp <- function(par, coupon, coupons, left, wait, rate) {
  sas_number(sas_each(function(par, coupon, coupons, left, wait, rate) {
    sas_bond(par, coupon, coupons, left, wait, rate)[1]
  }, par, coupon, coupons, left, wait, rate))
}
sas_yieldp <- function(par, coupon, coupons, left, wait, price) {
  sas_number(sas_each(function(par, coupon, coupons, left, wait, price) {
    if (is.na(price) || price <= 0) return(NA_real_)
    sas_zero_between(function(rate) sas_bond(par, coupon, coupons, left, wait, rate)[1] - price, 1e-12, 100)
  }, par, coupon, coupons, left, wait, price))
}
