# PROC STANDARD and STDIZE: add + mult * (value - location) / scale, with the location and scale of the method.
#
# keep_location: the values keep their location. missing: "location" or a method, whose location replaces missing values
# before, or a number that does so after. only_missing: nothing else is changed. nomiss: rows with a missing value in
# any of the variables do not count for location and scale
sas_standardize <- function(rows, variables, method = "std", add = 0, mult = 1, keep_location = FALSE, missing = "",
                            only_missing = FALSE, nomiss = FALSE) {
  counted <- if (nomiss) stats::complete.cases(rows[variables]) else rep(TRUE, nrow(rows))
  for (name in variables) {
    x <- rows[[name]]
    known <- x[counted & !is.na(x)]
    measure <- sas_location_and_scale(known, method)
    gone <- is.na(x)
    if (is.character(missing) && missing != "") {
      x[gone] <- (if (missing == "location") measure else sas_location_and_scale(known, missing))[1]
    }
    if (!only_missing) {
      scale <- if (isTRUE(measure[2] == 0)) 1 else measure[2]
      there <- !is.na(x)
      x[there] <- (x[there] - measure[1]) / scale * mult + (if (keep_location) measure[1] else add)
    }
    if (is.numeric(missing)) x[gone] <- missing
    rows[[name]] <- x
  }
  rows
}

# The measures of PROC STDIZE's METHOD=: location and scale
sas_location_and_scale <- function(x, method) {
  if (!length(x)) return(c(NA_real_, NA_real_))
  middle <- sas_percentile(x, 50)
  switch(
    method,
    mean = c(mean(x), 1), median = c(middle, 1), sum = c(0, sum(x)), euclen = c(0, sqrt(sum(x^2))),
    std = c(mean(x), stats::sd(x)), range = c(min(x), max(x) - min(x)),
    midrange = c((min(x) + max(x)) / 2, (max(x) - min(x)) / 2), maxabs = c(0, max(abs(x))),
    iqr = c(middle, sas_percentile(x, 75) - sas_percentile(x, 25)),
    mad = c(middle, sas_percentile(abs(x - middle), 50))
  )
}
