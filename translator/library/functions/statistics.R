# Call a statistic of present values for each element of the arguments; missing ones are left out
sas_each_present <- function(f, ..., least = 1) {
  sas_each(function(...) {
    values <- c(...)
    values <- values[!is.na(values)]
    if (length(values) < least) return(NA_real_)
    result <- f(values)
    if (is.finite(result)) result else NA_real_  # too large for a number
  }, ...)
}

# Add from left to right, as SAS does (sum() carries more digits along)
sas_total <- function(values) Reduce(`+`, values, 0)

# Sum of the squared deviations from the mean, and the deviations in standard deviations
sas_squares <- function(x) sas_total((x - sas_total(x) / length(x))^2)
sas_scores <- function(x) (x - sas_total(x) / length(x)) / sqrt(sas_squares(x) / (length(x) - 1))

# Statistics over arguments, not down a column; nothing left gives missing
sas_n_across <- function(...) sas_each(function(...) sum(!is.na(c(...))) + 0, ...)
sas_nmiss_across <- function(...) sas_each(function(...) sum(is.na(c(...))) + 0, ...)
sas_cmiss_across <- function(...) {
  missing <- lapply(list(...), function(x) if (is.character(x)) trimws(x) == "" else is.na(x))
  Reduce(`+`, missing, 0)
}
sas_sum_across <- function(...) {
  total <- Reduce(function(total, x) total + replace(x, is.na(x), 0), list(...), 0)
  present <- Reduce(function(any, x) any | !is.na(x), list(...), FALSE)
  sas_number(replace(total, !present, NA_real_))
}
sas_mean_across <- function(...) sas_sum_across(...) / sas_n_across(...)
sas_max_across <- function(...) suppressWarnings(sas_number(pmax(..., -Inf, na.rm = TRUE)))
sas_min_across <- function(...) suppressWarnings(sas_number(pmin(..., Inf, na.rm = TRUE)))
sas_range_across <- function(...) sas_number(sas_max_across(...) - sas_min_across(...))
sas_var_across <- function(...) sas_each_present(function(x) sas_squares(x) / (length(x) - 1), ..., least = 2)
sas_std_across <- function(...) sqrt(sas_var_across(...))
sas_stderr_across <- function(...) sas_std_across(...) / sqrt(sas_n_across(...))
sas_cv_across <- function(...) sas_number(100 * sas_std_across(...) / sas_mean_across(...))
sas_css_across <- function(...) sas_each_present(sas_squares, ...)
sas_uss_across <- function(...) sas_each_present(function(x) sas_total(x^2), ...)
sas_sumabs_across <- function(...) sas_each_present(function(x) sas_total(abs(x)), ...)
sas_rms_across <- function(...) sas_each_present(function(x) sqrt(sas_total(x^2) / length(x)), ...)
sas_euclid_across <- function(...) sas_each_present(function(x) sqrt(sas_total(x^2)), ...)
sas_lpnorm_across <- function(power, ...) {
  sas_each(function(power, ...) {
    x <- c(...)[!is.na(c(...))]
    if (is.na(power) || power < 1 || !length(x)) NA_real_ else sas_total(abs(x)^power)^(1 / power)
  }, power, ...)
}
sas_skewness_across <- function(...) {
  sas_each_present(function(x) {
    n <- length(x)
    if (sas_squares(x) == 0) NA_real_ else n / ((n - 1) * (n - 2)) * sas_total(sas_scores(x) * sas_scores(x) * sas_scores(x))
  }, ..., least = 3)
}
sas_kurtosis_across <- function(...) {
  sas_each_present(function(x) {
    n <- length(x)
    if (sas_squares(x) == 0) return(NA_real_)
    z <- sas_scores(x)
    n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)) * sas_total(z * z * z * z) - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3))
  }, ..., least = 4)
}
sas_geomean_across <- function(...) {
  sas_each_present(function(x) {
    if (any(x < 0)) NA_real_ else if (any(x == 0)) 0 else exp(sas_total(log(x)) / length(x))
  }, ...)
}
sas_geomeanz_across <- function(...) sas_geomean_across(...)
sas_harmean_across <- function(...) {
  sas_each_present(function(x) {
    if (any(x < 0)) NA_real_ else if (any(x == 0)) 0 else length(x) / sas_total(1 / x)
  }, ...)
}
sas_harmeanz_across <- function(...) sas_harmean_across(...)

# A percentile by one of SAS's five definitions (PCTLDEF=)
sas_percentile_of <- function(x, percent, definition) {
  n <- length(x)
  if (!n || is.na(percent) || percent < 0 || percent > 100) return(NA_real_)
  place <- (if (definition == 4) n + 1 else n) * percent / 100
  nearest <- floor(place + 0.5)
  if (abs(place - nearest) < 1e-12 * max(1, place)) place <- nearest
  whole <- floor(place)
  part <- place - whole
  at <- function(number) sort(x)[min(max(number, 1), n)]
  if (definition == 1 || definition == 4) {
    return(if (part > 0) (1 - part) * at(whole) + part * at(whole + 1) else at(whole))
  }
  if (definition == 2) {
    return(at(if (part == 0.5) whole + whole %% 2 else floor(place + 0.5)))
  }
  if (part > 0) return(at(whole + 1))
  if (definition == 3) at(whole) else (at(whole) + at(whole + 1)) / 2
}
sas_percentile_across <- function(definition, percent, ...) {
  sas_each(function(percent, ...) sas_percentile_of(c(...)[!is.na(c(...))], percent, definition), percent, ...)
}
sas_pctl_across <- function(percent, ...) sas_percentile_across(5, percent, ...)
sas_pctl1_across <- function(percent, ...) sas_percentile_across(1, percent, ...)
sas_pctl2_across <- function(percent, ...) sas_percentile_across(2, percent, ...)
sas_pctl3_across <- function(percent, ...) sas_percentile_across(3, percent, ...)
sas_pctl4_across <- function(percent, ...) sas_percentile_across(4, percent, ...)
sas_median_across <- function(...) sas_percentile_across(5, 50, ...)
sas_iqr_across <- function(...) sas_percentile_across(5, 75, ...) - sas_percentile_across(5, 25, ...)
sas_mad_across <- function(...) {
  sas_each_present(function(x) sas_percentile_of(abs(x - sas_percentile_of(x, 50, 5)), 50, 5), ...)
}
sas_largest_across <- function(number, ...) {
  sas_each(function(number, ...) {
    if (is.na(number) || number < 1) NA_real_ else sort(c(...), decreasing = TRUE)[trunc(number)]
  }, number, ...)
}
sas_smallest_across <- function(number, ...) {
  sas_each(function(number, ...) if (is.na(number) || number < 1) NA_real_ else sort(c(...))[trunc(number)], number, ...)
}
