# D'Agostino and Stephens (1986): points and p-values, mean and variance estimated
sas_normality_points <- list(
  "D" = list(c(0.775, 0.819, 0.895, 0.955, 1.035), c(0.15, 0.10, 0.05, 0.025, 0.01)),
  "W-Sq" = list(c(0.074, 0.091, 0.104, 0.126, 0.148, 0.178, 0.201), c(0.25, 0.15, 0.10, 0.05, 0.025, 0.01, 0.005)),
  "A-Sq" = list(c(0.470, 0.561, 0.631, 0.752, 0.873, 1.035, 1.159), c(0.25, 0.15, 0.10, 0.05, 0.025, 0.01, 0.005))
)

# W and its p-value; missing for fewer than 3 values and for equal ones
sas_shapiro_wilk <- function(x) {
  if (length(x) < 3 || min(x) == max(x)) return(c(NA_real_, NA_real_))
  found <- stats::shapiro.test(x)
  c(found$statistic[[1]], if (length(x) == 3 && found$p.value < 1e-12) 0 else found$p.value)
}

# list(statistic, sign, p-value) of D, W-Sq and A-Sq; outside of the table the p-value is only known to be < or >
sas_edf_tests <- function(x) {
  n <- length(x)
  if (n < 2 || min(x) == max(x)) return(lapply(sas_normality_points, function(one) list(NA_real_, "", NA_real_)))
  z <- sort((x - mean(x)) / stats::sd(x))
  u <- stats::pnorm(z)
  i <- seq_len(n)
  logs <- stats::pnorm(z, log.p = TRUE) + rev(stats::pnorm(z, lower.tail = FALSE, log.p = TRUE))
  found <- list(
    "D" = max(i / n - u, u - (i - 1) / n), "W-Sq" = sum((u - (2 * i - 1) / (2 * n))^2) + 1 / (12 * n),
    "A-Sq" = -n - sum((2 * i - 1) * logs) / n
  )
  scales <- list("D" = sqrt(n) - 0.01 + 0.85 / sqrt(n), "W-Sq" = 1 + 0.5 / n, "A-Sq" = 1 + 0.75 / n + 2.25 / n^2)
  Map(function(value, scale, table) {
    points <- table[[1]]
    scaled <- value * scale
    sign <- if (scaled < points[1]) ">" else if (scaled > points[length(points)]) "<" else ""
    list(value, sign, stats::approx(points, table[[2]], scaled, rule = 2)$y)
  }, found, scales, sas_normality_points)
}

# The rows of TestsForNormality; W is left out for more than 2000 values
sas_normality_rows <- function(x) {
  found <- sas_edf_tests(x)
  names <- c("Kolmogorov-Smirnov" = "D", "Cramer-von Mises" = "W-Sq", "Anderson-Darling" = "A-Sq")
  rows <- lapply(names(names), function(test) {
    name <- names[[test]]
    list(test, name, found[[name]][[1]], paste("Pr >", name), found[[name]][[2]], found[[name]][[3]])
  })
  if (length(x) > 2000) return(rows)
  w <- sas_shapiro_wilk(x)
  small <- !is.na(w[2]) && w[2] < 0.0001
  c(list(list("Shapiro-Wilk", "W", w[1], "Pr < W", if (small) "<" else "", if (small) 0.0001 else w[2])), rows)
}

# NORMALTEST and PROBN of OUTPUT: W, or D of more than 2000 values, and its p-value
sas_normality <- function(name, x) {
  if (length(x) <= 2000) return(sas_shapiro_wilk(x)[if (name == "probn") 2 else 1])
  sas_edf_tests(x)$D[[if (name == "probn") 3 else 1]]
}
