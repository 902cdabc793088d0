# Functions whose domain is smaller than all numbers: outside it, the result is missing
sas_sqrt <- function(x) sqrt(ifelse(x < 0, NA_real_, x))
sas_exp <- function(x) sas_number(exp(x))
sas_expm1 <- function(x) sas_number(expm1(x))
sas_ln <- function(x) log(ifelse(x <= 0, NA_real_, x))
sas_log1px <- function(x) log1p(ifelse(x <= -1, NA_real_, x))
sas_log2 <- function(x) log2(ifelse(x <= 0, NA_real_, x))
sas_log10 <- function(x) log10(ifelse(x <= 0, NA_real_, x))
sas_cuberoot <- function(x) {
  root <- sign(x) * abs(x)^(1 / 3)
  as.numeric(ifelse(root == 0, root, root - (root * root * root - x) / (3 * root * root)))
}

# LOGISTIC: 1 / (1 + exp(-x))
sas_logistic <- function(x) plogis(x)

# Whole numbers: factorial, arrangements, choices, divisors
sas_is_whole <- function(x) !is.na(x) & x == trunc(x)
sas_fact <- function(count) {
  sas_each(function(n) if (sas_is_whole(n) && n >= 0 && n <= 170) prod(seq_len(n)) else NA_real_, count)
}
sas_perm <- function(count, taken = count) {
  sas_each(function(n, k) {
    if (!sas_is_whole(n) || !sas_is_whole(k) || k < 0 || k > n) return(NA_real_)
    if (k > 170) NA_real_ else sas_number(prod(n - seq_len(k) + 1))
  }, count, taken)
}
sas_comb <- function(count, taken) {
  sas_each(function(n, k) {
    if (!sas_is_whole(n) || !sas_is_whole(k) || k < 0 || k > n) return(NA_real_)
    sas_number(choose(n, k))
  }, count, taken)
}
sas_lfact <- function(count) sas_number(sas_where(sas_is_whole(count) & count >= 0, lfactorial(pmax(count, 0))))
sas_lcomb <- function(count, taken) {
  valid <- sas_is_whole(count) & sas_is_whole(taken) & taken >= 0 & taken <= count
  sas_where(valid, suppressWarnings(lchoose(count, taken)))
}
sas_lperm <- function(count, taken = count) {
  sas_each(function(n, k) {
    if (!sas_is_whole(n) || !sas_is_whole(k) || k < 0 || k > n) NA_real_ else sum(log(n - seq_len(k) + 1)) + 0
  }, count, taken)
}
sas_gcd_of_two <- function(a, b) {
  while (b != 0) {
    rest <- a %% b
    a <- b
    b <- rest
  }
  abs(a)
}
sas_gcd <- function(...) {
  sas_each(function(...) if (all(sas_is_whole(c(...)))) Reduce(sas_gcd_of_two, c(...), 0) else NA_real_, ...)
}
sas_lcm <- function(...) {
  lcm <- function(a, b) if (a == 0 || b == 0) 0 else abs(a / sas_gcd_of_two(a, b) * b)
  sas_each(function(...) if (all(sas_is_whole(c(...)))) Reduce(lcm, c(...), 1) else NA_real_, ...)
}

# CONSTANT: constants of mathematics and of the machine
sas_constant <- function(name, parameter = NULL) {
  big <- .Machine$double.xmax
  small <- .Machine$double.xmin
  values <- c(
    E = exp(1), EULER = 0.5772156649015329, PI = pi, MACEPS = 2^-52, SQRTMACEPS = 2^-26, LOGMACEPS = log(2^-52),
    BIG = big, SQRTBIG = sqrt(big), LOGBIG = log(big), SMALL = small, SQRTSMALL = sqrt(small), LOGSMALL = log(small)
  )
  sas_each(function(name, parameter) {
    name <- toupper(trimws(name))
    if (name == "EXACTINT") {
      size <- if (is.na(parameter)) 8 else trunc(parameter)
      return(if (size >= 2 && size <= 8) 2^(8 * size - 11) else NA_real_)
    }
    value <- unname(values[name])
    if (!is.na(parameter) && name %in% c("LOGBIG", "LOGSMALL", "LOGMACEPS")) {
      return(if (parameter > 1) value / log(parameter) else NA_real_)
    }
    value
  }, name, if (is.null(parameter)) NA_real_ else parameter)
}

# DIVIDE: with ODS's conventions, .I is infinity, .M minus infinity, ._ a blank that stays
sas_divide_ods <- function(dividend, divisor) {
  sas_each(function(x, y) {
    above <- sas_letter_of_missing(x)
    below <- sas_letter_of_missing(y)
    infinite <- c("I", "M")
    if (above == "_" || below == "_") return(sas_make_missing("_"))
    if ((is.na(x) && !above %in% infinite) || (is.na(y) && !below %in% infinite)) return(NA_real_)
    if (below != "") return(if (above != "") NA_real_ else 0)
    if (above != "") {
      if (y == 0) return(sas_make_missing(above))
      return(sas_make_missing(if ((above == "I") == (y > 0)) "I" else "M"))
    }
    if (y == 0 && x == 0) return(NA_real_)
    result <- if (y == 0) x * Inf else x / y
    if (is.infinite(result)) sas_make_missing(if (result > 0) "I" else "M") else result
  }, dividend, divisor)
}
