# The columns of the tables of ANOVA and EDF
sas_other_tables <- list(
  anova = list(
    ClassMeans = c(Class = "text", N = "number", Mean = "number"),
    ANOVA = c(Source = "text", DF = "number", SS = "number", MS = "number", FValue = "number", ProbF = "number")
  ),
  edf = list(
    KolSmirTest = c(Class = "text", N = "number", EDF = "number", Deviation = "number"),
    KolSmirStats = c(KS = "number", KSa = "number"),
    KolSmir2Stats = c(
      Name1 = "text", Label1 = "text", cValue1 = "text", nValue1 = "number", Name2 = "text", Label2 = "text",
      cValue2 = "text", nValue2 = "number"
    ),
    CVMTest = c(Class = "text", N = "number", Deviation = "number"),
    CVMStats = c(CM = "number", CMa = "number"),
    KuiperStats = c(K = "number", Ka = "number", Prob = "number")
  )
)

# ANOVA: the rows of its tables, and its values for OUTPUT
sas_one_way_anova <- function(x, codes, texts) {
  n <- length(x)
  k <- length(texts)
  if (!n) return(list(rows = list(), values = list()))
  sizes <- tabulate(codes, k)
  means <- vapply(seq_len(k), function(i) mean(x[codes == i]), 1)
  among <- sum(sizes * (means - mean(x))^2)
  within <- sum((x - means[codes])^2)
  square <- if (k > 1) among / (k - 1) else NA_real_
  error <- if (n > k) within / (n - k) else NA_real_
  ratio <- if (!is.na(error) && error > 0) square / error else NA_real_
  chance <- stats::pf(ratio, k - 1, n - k, lower.tail = FALSE)
  list(
    rows = list(
      ClassMeans = lapply(seq_len(k), function(i) list(texts[i], sizes[i], means[i])),
      ANOVA = list(
        list("Among", k - 1, among, square, ratio, chance), list("Within", n - k, within, error, NA_real_, NA_real_)
      )
    ),
    values = list("_MSA_" = square, "_MSE_" = error, "_F_" = ratio, P_F = chance)
  )
}

# EDF: the rows of Kolmogorov-Smirnov, Cramer-von Mises and Kuiper tests, and their values for OUTPUT
sas_distribution_tests <- function(x, codes, texts) {
  n <- length(x)
  k <- length(texts)
  if (!n) return(list(rows = list(), values = list()))
  points <- sort(unique(x))
  sizes <- tabulate(codes, k)
  place <- match(x, points)
  counts <- t(vapply(seq_len(k), function(i) tabulate(place[codes == i], length(points)) + 0, points))
  counts <- matrix(counts, k)
  each <- t(matrix(apply(counts, 1, cumsum), length(points))) / sizes
  pooled <- cumsum(colSums(counts)) / n
  apart <- sweep(each, 2, pooled)
  spread <- sqrt(colSums(sizes * apart^2) / n)
  ks <- max(spread)
  at <- which(spread >= ks - 1e-12)[1]
  parts <- sizes * as.vector(apart^2 %*% (colSums(counts) / n))
  cm <- sum(parts) / n
  rows <- list(
    KolSmirTest = c(
      lapply(seq_len(k), function(i) list(texts[i], sizes[i], each[i, at], sqrt(sizes[i]) * apart[i, at])),
      list(list("Total", n, pooled[at], NA_real_))
    ),
    CVMTest = lapply(seq_len(k), function(i) list(texts[i], sizes[i], parts[i])),
    CVMStats = list(list(cm, cm * n))
  )
  values <- list("_KS_" = ks, "_KSA_" = ks * sqrt(n), "_CM_" = cm, "_CMA_" = cm * n)
  if (k != 2) return(list(rows = c(rows, list(KolSmirStats = list(list(ks, ks * sqrt(n))))), values = values))
  gaps <- each[1, ] - each[2, ]
  scale <- sqrt(sizes[1] * sizes[2] / n)
  d <- max(abs(gaps))
  reach <- max(gaps) - min(gaps)
  values <- c(values, list(
    "_D_" = d, P_KSA = sas_kolmogorov_tail(d * scale), "_K_" = reach, "_KA_" = reach * scale,
    P_KA = sas_kuiper_tail(reach * scale)
  ))
  cells <- function(name, label) {
    value <- values[[name]]
    small <- if (value < 0.0001) "<.0001" else sas_fixed(value, 4)
    list(name, label, if (startsWith(name, "P_")) small else sas_fixed(value, 6), value)
  }
  rows$KolSmir2Stats <- list(
    c(cells("_KS_", "KS"), cells("_D_", "D")), c(cells("_KSA_", "KSa"), cells("P_KSA", "Pr > KSa"))
  )
  rows$KuiperStats <- list(list(reach, reach * scale, values$P_KA))
  list(rows = rows, values = values)
}

# P(KSa > z) = 2 sum (-1)^(i-1) exp(-2 i^2 z^2)
sas_kolmogorov_tail <- function(z) {
  i <- 1:100
  if (z == 0) 1 else min(1, 2 * sum((-1)^(i - 1) * exp(-2 * (i * z)^2)))
}

# P(Ka > z) = 2 sum (4 i^2 z^2 - 1) exp(-2 i^2 z^2)
sas_kuiper_tail <- function(z) {
  squares <- (1:100 * z)^2
  if (z == 0) 1 else min(1, 2 * sum((4 * squares - 1) * exp(-2 * squares)))
}
