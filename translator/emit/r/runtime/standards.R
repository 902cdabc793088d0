# PROC STANDARD and STDIZE: add + mult * (value - location) / scale, with the location and scale of the method.
#
# keep_location: the values keep their location. missing: "location" or a method, whose location replaces missing values
# before, or a number that does so after. only_missing: nothing else is changed. nomiss: rows with a missing value in
# any of the variables do not count for location and scale. positive: rows with a weight of 0 or less do not count
sas_standardize <- function(rows, variables, method = "std", add = 0, mult = 1, keep_location = FALSE, missing = "",
                            only_missing = FALSE, nomiss = FALSE, divisor = "df", weight = NULL, frequency = NULL,
                            positive = FALSE) {
  counted <- if (nomiss) stats::complete.cases(rows[variables]) else rep(TRUE, nrow(rows))
  for (name in variables) {
    x <- rows[[name]]
    known <- sas_known_values(rows[counted, ], name, weight, frequency, positive)
    measure <- sas_location_and_scale(known$x, known$w, method, divisor)
    gone <- is.na(x)
    if (is.character(missing) && missing != "") {
      x[gone] <- (if (missing == "location") measure else sas_location_and_scale(known$x, known$w, missing, divisor))[1]
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

# OUTSTAT= of PROC STDIZE: location, scale, counts and the percentiles at `points` of each variable
sas_standardizing_statistics <- function(rows, variables, method = "std", add = 0, mult = 1, nomiss = FALSE, divisor = "df",
                                         weight = NULL, frequency = NULL, positive = FALSE, points = numeric(0),
                                         definition = 5) {
  complete <- stats::complete.cases(rows[variables])
  counted <- if (nomiss) rows[complete, ] else rows
  counts <- c(nrow(rows), nrow(counted), sum(!complete))
  made <- list("_TYPE_" = c("LOCATION", "SCALE", "ADD", "MULT", "N", "NObsRead", "NObsUsed", "NObsMiss",
                           if (length(points)) paste0("P", points)))
  for (name in variables) {
    known <- sas_known_values(counted, name, weight, frequency, positive)
    shares <- vapply(points, function(point) if (length(known$x)) sas_percentile_by(known$x, point, definition) else NA_real_, 1)
    measures <- sas_location_and_scale(known$x, known$w, method, divisor)
    made[[name]] <- c(measures, add, mult, length(known$x), counts, shares)
  }
  tibble::as_tibble(made)
}

# The values that are not missing, and their weights (NULL where there are none). A row counts `frequency` times
sas_known_values <- function(rows, name, weight, frequency, positive) {
  rows <- rows[!is.na(rows[[name]]), ]
  if (!is.null(frequency)) {
    times <- floor(rows[[frequency]])
    rows <- rows[rep(seq_len(nrow(rows)), ifelse(is.na(times) | times < 0, 0, times)), ]
  }
  if (is.null(weight)) return(list(x = rows[[name]], w = NULL))
  rows <- rows[!is.na(rows[[weight]]) & (!positive | rows[[weight]] > 0), ]
  list(x = rows[[name]], w = pmax(rows[[weight]], 0))
}

# The measures of PROC STDIZE's METHOD= that take weights
sas_weighted_measures <- function(x, w, method, divisor) {
  parts <- switch(divisor, df = length(x) - 1, n = length(x), wdf = sum(w) - 1, wgt = sum(w))
  center <- if (sum(w) > 0) sum(w * x) / sum(w) else NA_real_
  squares <- sum(w * (x - (if (method == "std") center else 0))^2)
  spread <- if (parts > 0) sqrt(squares / parts) else NA_real_
  switch(
    method,
    mean = c(center, 1), sum = c(0, sum(w * x)), euclen = c(0, sqrt(squares)), ustd = c(0, spread), std = c(center, spread)
  )
}

# The measures of PROC STDIZE's METHOD=: location and scale; `divisor` of variances: "df", "n", "wdf" or "wgt"
sas_location_and_scale <- function(x, w, method, divisor = "df") {
  if (!length(x)) return(c(NA_real_, NA_real_))
  if (!is.null(w)) return(sas_weighted_measures(x, w, method, divisor))
  over <- length(x) - (if (divisor %in% c("n", "wgt")) 0 else 1)
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
