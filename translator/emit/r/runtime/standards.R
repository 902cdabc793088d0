# PROC STANDARD and STDIZE: add + mult * (value - location) / scale, with the location and scale of the method.
#
# keep_location: the values keep their location. missing: "location" or a method, whose location replaces missing values
# before, or a number that does so after. only_missing: nothing else is changed. nomiss: rows with a missing value in
# any of the variables do not count for location and scale
sas_standardize <- function(rows, variables, method = "std", add = 0, mult = 1, keep_location = FALSE, missing = "",
                            only_missing = FALSE, nomiss = FALSE, divisor = "df") {
  counted <- if (nomiss) stats::complete.cases(rows[variables]) else rep(TRUE, nrow(rows))
  for (name in variables) {
    x <- rows[[name]]
    known <- x[counted & !is.na(x)]
    measure <- sas_location_and_scale(known, method, divisor)
    gone <- is.na(x)
    if (is.character(missing) && missing != "") {
      x[gone] <- (if (missing == "location") measure else sas_location_and_scale(known, missing, divisor))[1]
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

# OUTSTAT= of PROC STDIZE: location, scale and counts of each variable
sas_standardizing_statistics <- function(rows, variables, method = "std", add = 0, mult = 1, nomiss = FALSE, divisor = "df") {
  complete <- stats::complete.cases(rows[variables])
  counted <- if (nomiss) rows[complete, ] else rows
  counts <- c(nrow(rows), nrow(counted), sum(!complete))
  made <- list("_TYPE_" = c("LOCATION", "SCALE", "ADD", "MULT", "N", "NObsRead", "NObsUsed", "NObsMiss"))
  for (name in variables) {
    x <- counted[[name]][!is.na(counted[[name]])]
    made[[name]] <- c(sas_location_and_scale(x, method, divisor), add, mult, length(x), counts)
  }
  tibble::as_tibble(made)
}

# The measures of PROC STDIZE's METHOD=: location and scale; `divisor` of variances: "df" or "n"
sas_location_and_scale <- function(x, method, divisor = "df") {
  if (!length(x)) return(c(NA_real_, NA_real_))
  over <- length(x) - (if (divisor == "n") 0 else 1)
  spread <- function(center) if (over > 0) sqrt(sum((x - center)^2) / over) else NA_real_
  middle <- sas_percentile(x, 50)
  switch(
    method,
    mean = c(mean(x), 1), median = c(middle, 1), sum = c(0, sum(x)), euclen = c(0, sqrt(sum(x^2))),
    ustd = c(0, spread(0)), std = c(mean(x), spread(mean(x))), range = c(min(x), max(x) - min(x)),
    midrange = c((min(x) + max(x)) / 2, (max(x) - min(x)) / 2), maxabs = c(0, max(abs(x))),
    iqr = c(middle, sas_percentile(x, 75) - sas_percentile(x, 25)),
    mad = c(middle, sas_percentile(abs(x - middle), 50))
  )
}
