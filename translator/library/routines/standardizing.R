# CALL STDIZE: add + mult * (value - location) / scale of each value; missing values stay and do not count
sas_stdize <- function(method, divisor, add, mult, values) {
  x <- sort(values)
  if (!length(x)) return(values)
  left <- length(x) - divisor
  share <- function(x, part) unname(quantile(x, part, type = 2))
  median <- share(x, 0.5)
  measures <- switch(method,
    MEAN = c(mean(x), 1),
    MEDIAN = c(median, 1),
    SUM = c(0, sum(x)),
    EUCLEN = c(0, sqrt(sum(x^2))),
    USTD = c(0, if (left > 0) sqrt(sum(x^2) / left) else NA),
    STD = c(mean(x), if (left > 0) sqrt(sum((x - mean(x))^2) / left) else NA),
    RANGE = c(min(x), max(x) - min(x)),
    MIDRANGE = c((min(x) + max(x)) / 2, (max(x) - min(x)) / 2),
    MAXABS = c(0, max(abs(x))),
    IQR = c(median, share(x, 0.75) - share(x, 0.25)),
    MAD = c(median, share(abs(x - median), 0.5))
  )
  scale <- if (!is.na(measures[2]) && measures[2] == 0) 1 else measures[2]
  ifelse(is.na(values), values, (values - measures[1]) / scale * mult + add)
}
