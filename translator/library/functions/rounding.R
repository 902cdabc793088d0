# How many rounding units a size holds, and the reciprocal of the unit if that is whole (100 for 0.01), else 0
sas_rounding_steps <- function(x, unit) {
  inverse <- floor(1 / unit + 0.5)
  decimal <- unit < 1 & abs(inverse * unit - 1) < 1e-12
  list(steps = ifelse(decimal, abs(x) * inverse, abs(x) / unit), inverse = ifelse(decimal, inverse, 0))
}

# How far from a half (or from zero) rounding errors can have brought a number of steps
sas_step_fuzz <- function(steps) ifelse(steps < 1000, 1e-12, steps * 2^-51)

# Nearest multiple of a unit; `up` decides what is rounded up
sas_round_with <- function(x, unit, up) {
  unit <- abs(unit)
  unit <- rep_len(unit, max(length(x), length(unit)) * (length(x) > 0))
  x <- rep_len(x, length(unit))
  known <- !is.na(x) & !is.na(unit) & unit > 0
  found <- sas_rounding_steps(x, ifelse(known, unit, 1))
  whole <- floor(found$steps)
  whole <- whole + up(found$steps, whole)
  size <- ifelse(found$inverse > 0, whole / ifelse(found$inverse > 0, found$inverse, 1), whole * unit)
  result <- ifelse(found$steps >= 2^52, x, ifelse(size == 0, 0, sign(x) * size))
  sas_number(ifelse(known, result, ifelse(is.na(unit), NA, x)))
}

# ROUND: halves, within the fuzz, go away from zero
sas_round <- function(x, unit = 1) {
  sas_round_with(x, unit, function(steps, whole) steps - whole >= 0.5 - sas_step_fuzz(steps))
}

# ROUNDE: halves, within the fuzz, go to the even multiple
sas_rounde <- function(x, unit = 1) {
  sas_round_with(x, unit, function(steps, whole) {
    over <- steps - whole - 0.5
    ifelse(abs(over) <= sas_step_fuzz(steps), whole %% 2, over > 0)
  })
}

# ROUNDZ: no fuzz; exact halves go to the even multiple
sas_roundz <- function(x, unit = 1) {
  sas_round_with(x, unit, function(steps, whole) {
    steps - whole > 0.5 | (steps - whole == 0.5 & whole %% 2 == 1)
  })
}

# FUZZ: the nearest whole number if it is within 1E-12
sas_fuzz <- function(x) {
  whole <- floor(x + 0.5)
  sas_number(ifelse(abs(x - whole) < 1e-12, whole, x))
}

# INT, FLOOR, CEIL with fuzz, and without (Z)
sas_int <- function(x) trunc(sas_fuzz(x)) + 0
sas_floor <- function(x) floor(sas_fuzz(x)) + 0
sas_ceil <- function(x) ceiling(sas_fuzz(x)) + 0
sas_intz <- function(x) sas_number(trunc(x) + 0)
sas_floorz <- function(x) sas_number(floor(x) + 0)
sas_ceilz <- function(x) sas_number(ceiling(x) + 0)

# The exact remainder of a division, with the sign of the dividend (R's %% has that of the divisor, and less exact)
sas_remainder <- function(x, divisor) {
  sas_each(function(x, divisor) {
    if (is.na(x) || is.na(divisor) || divisor == 0) return(NA_real_)
    rest <- abs(x)
    divisor <- abs(divisor)
    while (rest >= divisor) {
      step <- divisor * 2^floor(log2(rest / divisor))
      if (step > rest) step <- step / 2
      rest <- rest - step
    }
    sign(x) * rest + 0
  }, x, divisor)
}

# MOD: remainder with the sign of the value; zero where it is off by rounding only
sas_mod <- function(x, divisor) {
  rest <- sas_remainder(x, divisor)
  exact <- x == trunc(x) & divisor == trunc(divisor)
  tolerance <- abs(divisor) * sas_step_fuzz(abs(x / divisor))
  sas_number(ifelse(!exact & (abs(rest) < tolerance | abs(divisor) - abs(rest) < tolerance), 0, rest))
}

# MODZ: the same without fuzz
sas_modz <- function(x, divisor) sas_remainder(x, divisor)

# TRUNC: what is left of a number that is stored in fewer bytes
sas_trunc <- function(x, bytes) {
  sas_each(function(x, bytes) {
    if (is.na(x) || is.na(bytes) || bytes < 3 || bytes > 8) return(NA_real_)
    kept <- writeBin(x, raw(), endian = "big")[seq_len(trunc(bytes))]
    readBin(c(kept, raw(8 - length(kept))), "double", endian = "big")
  }, x, bytes)
}
