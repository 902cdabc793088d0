# JBESSEL and IBESSEL: Bessel functions of the first kind, and modified ones (times exp(-x) where the last argument is not 0)
sas_jbessel <- function(order, value) {
  both <- sas_recycled(list(order, value))
  valid <- !is.na(both[[1]] + both[[2]]) & both[[1]] >= 0 & both[[2]] >= 0
  sas_where(valid, besselJ(ifelse(valid, both[[2]], 0), ifelse(valid, both[[1]], 0)))
}
sas_ibessel <- function(order, value, kode) {
  sas_number(sas_each(function(order, value, kode) {
    if (is.na(order + value + kode) || order < 0 || value < 0) return(NA_real_)
    if (kode != 0 && value > 1e5) return(sas_large_ibessel(order, value))
    besselI(value, order, expon.scaled = kode != 0)
  }, order, value, kode))
}

# exp(-x) times the modified Bessel function of an x for which besselI gives 0: its uniform expansion
# (NIST Digital Library of Mathematical Functions, 10.41.3 and 10.41.10)
sas_large_ibessel <- function(order, x) {
  size <- sqrt(order^2 + x^2)
  t2 <- (order / size)^2
  series <- 1 + (3 - 5 * t2) / (24 * size) + (81 - 462 * t2 + 385 * t2^2) / (1152 * size^2) +
    (30375 - 369603 * t2 + 765765 * t2^2 - 425425 * t2^3) / (414720 * size^3)
  exp(order^2 / (size + x) - order * asinh(order / x)) / sqrt(2 * pi * size) * series
}

# Airy's function and its derivative near 0
sas_airy_series <- function(x) {
  start <- 0.3550280538878172
  slope <- -0.2588194037928068
  one <- 1
  two <- x
  first <- 1
  second <- x
  first_slope <- 0
  second_slope <- 1
  step <- 0
  while (abs(one) + abs(two) > 1e-20) {
    step <- step + 1
    one <- one * x^3 / ((3 * step - 1) * 3 * step)
    two <- two * x^3 / (3 * step * (3 * step + 1))
    first <- first + one
    second <- second + two
    if (x != 0) {
      first_slope <- first_slope + 3 * step * one / x
      second_slope <- second_slope + (3 * step + 1) * two / x
    }
  }
  c(start * first + slope * second, start * first_slope + slope * second_slope)
}

# AIRY and DAIRY: Airy's function and its derivative
sas_airy <- function(x) {
  sas_number(sas_each(function(x) {
    if (is.na(x)) return(NA_real_)
    if (abs(x) < 1) return(sas_airy_series(x)[1])
    size <- abs(x)
    argument <- 2 * size^1.5 / 3
    if (x > 0) return(sqrt(size / 3) / pi * besselK(argument, 1 / 3))
    sqrt(size) / 3 * (besselJ(argument, 1 / 3) + besselJ(argument, -1 / 3))
  }, x))
}
sas_dairy <- function(x) {
  sas_number(sas_each(function(x) {
    if (is.na(x)) return(NA_real_)
    if (abs(x) < 1) return(sas_airy_series(x)[2])
    size <- abs(x)
    argument <- 2 * size^1.5 / 3
    if (x > 0) return(-size / (pi * sqrt(3)) * besselK(argument, 2 / 3))
    size / 3 * (besselJ(argument, 2 / 3) - besselJ(argument, -2 / 3))
  }, x))
}
