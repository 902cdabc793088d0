# Where f, negative at low and positive at high, changes its sign: the interval is halved until nothing lies inside
sas_sign_change <- function(f, low, high) {
  repeat {
    middle <- (low + high) / 2
    if (middle <= low || middle >= high) return(middle)
    if (f(middle) < 0) low <- middle else high <- middle
  }
}

# Score limits of a proportion, with a continuity correction where wanted
sas_wilson_limits <- function(x, n, z, corrected = FALSE) {
  p <- x / n
  scale <- 2 * (n + z^2)
  if (!corrected) {
    half <- z * sqrt(z^2 + 4 * n * p * (1 - p))
    return(c(max(0, (2 * x + z^2 - half) / scale), min(1, (2 * x + z^2 + half) / scale)))
  }
  below <- z * sqrt(max(0, z^2 - 2 - 1 / n + 4 * p * (n * (1 - p) + 1)))
  above <- z * sqrt(max(0, z^2 + 2 - 1 / n + 4 * p * (n * (1 - p) - 1)))
  c(if (x > 0) (2 * x + z^2 - 1 - below) / scale else 0, if (x < n) (2 * x + z^2 + 1 + above) / scale else 1)
}

# Blaker's lower limit: the smallest share whose tail, with the opposite tail that is no more likely, reaches alpha
sas_blaker_limit <- function(x, n, alpha) {
  if (x == 0) return(0)
  upper <- function(p) stats::pbinom(x - 1, n, p, lower.tail = FALSE)
  start <- stats::qbeta(alpha / 2, x, n - x + 1)
  k <- sum(stats::pbinom(0:n, n, start) <= upper(start)) - 1
  jump <- sas_sign_change(function(p) upper(p) - stats::pbinom(k + 1, n, p), start, 1)
  if (upper(jump) + stats::pbinom(k, n, jump) <= alpha) return(jump)
  sas_sign_change(function(p) upper(p) + stats::pbinom(k, n, p) - alpha, start, jump)
}

# Twice the log likelihood ratio of the observed share to p
sas_binomial_deviance <- function(x, n, p) {
  if ((x > 0 && p <= 0) || (x < n && p >= 1)) return(Inf)
  2 * ((if (x > 0) x * log(x / n / p) else 0) + (if (x < n) (n - x) * log((1 - x / n) / (1 - p)) else 0))
}

# The limits of a proportion, by the type that is printed
sas_binomial_limits <- function(kind, x, n, alpha) {
  z <- stats::qnorm(1 - alpha / 2)
  p <- x / n
  inside <- function(middle, half) c(max(0, middle - half), min(1, middle + half))
  beta <- function(below, above) {
    c(
      if (x > 0) stats::qbeta(alpha / 2, x + below, n - x + above) else 0,
      if (x < n) stats::qbeta(1 - alpha / 2, x + above, n - x + below) else 1
    )
  }
  outside <- switch(
    kind,
    "Likelihood Ratio" = function(q) sas_binomial_deviance(x, n, q) - z^2,
    function(q) {
      tail <- if (q < p) stats::pbinom(x - 1, n, q, lower.tail = FALSE) else stats::pbinom(x, n, q)
      alpha / 2 - tail + stats::dbinom(x, n, q) / 2
    }
  )
  switch(
    kind,
    "Wald" = inside(p, z * sqrt(p * (1 - p) / n)),
    "Wald (Corrected)" = inside(p, z * sqrt(p * (1 - p) / n) + 1 / (2 * n)),
    "Wilson" = sas_wilson_limits(x, n, z),
    "Wilson (Corrected)" = sas_wilson_limits(x, n, z, corrected = TRUE),
    "Agresti-Coull" = {
      share <- (x + z^2 / 2) / (n + z^2)
      inside(share, z * sqrt(share * (1 - share) / (n + z^2)))
    },
    "Jeffreys" = beta(0.5, 0.5),
    "Clopper-Pearson (Exact)" = beta(0, 1),
    "Blaker" = c(sas_blaker_limit(x, n, alpha), 1 - sas_blaker_limit(n - x, n, alpha)),
    "Logit" = {
      half <- z * sqrt(n / (x * (n - x)))
      if (x == 0 || x == n) c(NA_real_, NA_real_) else 1 / (1 + exp(c(half, -half) - log(x / (n - x))))
    },
    c(
      if (x > 0) sas_sign_change(function(q) -outside(q), 0, p) else 0,
      if (x < n) sas_sign_change(outside, p, 1) else 1
    )
  )
}

# The likeliest first share where it lies `gap` above the second one: the root of a cubic (Farrington, Manning)
sas_restricted_share <- function(x, n, y, m, gap) {
  ratio <- m / n
  p <- x / n
  q <- y / m
  a <- 1 + ratio
  b <- -(1 + ratio + p + ratio * q + gap * (ratio + 2))
  c <- gap^2 + gap * (2 * p + ratio + 1) + p + ratio * q
  d <- -p * gap * (1 + gap)
  v <- b^3 / (27 * a^3) - b * c / (6 * a^2) + d / (2 * a)
  u <- sqrt(max(0, b^2 / (9 * a^2) - c / (3 * a))) * (if (v > 0) 1 else -1)
  angle <- (pi + acos(max(-1, min(1, if (u != 0) v / u^3 else 0)))) / 3
  share <- 2 * u * cos(angle) - b / (3 * a)
  for (turn in 1:3) { # the angle loses half of the digits where it is small
    slope <- (3 * a * share + 2 * b) * share + c
    step <- if (slope != 0) (((a * share + b) * share + c) * share + d) / slope else 0
    if (abs(step) < 1e-6) share <- share - step
  }
  min(max(share, 0, gap), 1, 1 + gap)
}

# Score limits of x/n - y/m; corrected: with Miettinen and Nurminen's factor N/(N-1) in the variance
sas_score_limits <- function(x, n, y, m, z, corrected) {
  gap <- x / n - y / m
  scale <- z^2 * (if (corrected) (n + m) / (n + m - 1) else 1)
  outside <- function(d) {
    share <- sas_restricted_share(x, n, y, m, d)
    (gap - d)^2 - scale * (share * (1 - share) / n + (share - d) * (1 - share + d) / m)
  }
  c(
    if (gap > -1) sas_sign_change(function(d) -outside(d), -1, gap) else -1,
    if (gap < 1) sas_sign_change(outside, gap, 1) else 1
  )
}

# The limits of the difference of the two rows' shares of a column, by the type that is printed
sas_difference_limits <- function(kind, n, column, alpha) {
  z <- stats::qnorm(1 - alpha / 2)
  x <- n[1, column]
  y <- n[2, column]
  m <- sum(n[2, ])
  n <- sum(n[1, ])
  p <- x / n
  q <- y / m
  gap <- p - q
  wald <- z * sqrt(p * (1 - p) / n + q * (1 - q) / m)
  switch(
    kind,
    "Wald" = gap + c(-wald, wald),
    "Wald (Corrected)" = gap + c(-1, 1) * (wald + (1 / n + 1 / m) / 2),
    "Agresti-Caffo" = {
      p <- (x + 1) / (n + 2)
      q <- (y + 1) / (m + 2)
      p - q + c(-1, 1) * z * sqrt(p * (1 - p) / (n + 2) + q * (1 - q) / (m + 2))
    },
    "Hauck-Anderson" = {
      half <- z * sqrt(p * (1 - p) / (n - 1) + q * (1 - q) / (m - 1)) + 1 / (2 * min(n, m))
      if (min(n, m) < 2) c(NA_real_, NA_real_) else gap + c(-half, half)
    },
    "Newcombe" = ,
    "Newcombe (Corrected)" = {
      one <- sas_wilson_limits(x, n, z, kind == "Newcombe (Corrected)")
      two <- sas_wilson_limits(y, m, z, kind == "Newcombe (Corrected)")
      c(gap - sqrt((p - one[1])^2 + (two[2] - q)^2), gap + sqrt((one[2] - p)^2 + (q - two[1])^2))
    },
    sas_score_limits(x, n, y, m, z, kind == "Miettinen-Nurminen")
  )
}

# The limits of a ratio: where `outside` of its logarithm changes its sign below and above top / bottom
sas_ratio_ends <- function(outside, top, bottom) {
  if (top == 0 && bottom == 0) return(c(NA_real_, NA_real_))
  middle <- if (top > 0 && bottom > 0) log(top / bottom) else if (top > 0) 60 else -60
  c(
    if (top > 0) exp(sas_sign_change(function(r) -outside(r), -60, middle)) else 0,
    if (bottom > 0) exp(sas_sign_change(outside, middle, 60)) else NA_real_
  )
}

# The limits of the ratio of the two rows' shares of a column, by the type that is printed
sas_relative_risk_limits <- function(kind, n, column, alpha) {
  z <- stats::qnorm(1 - alpha / 2)
  x <- n[1, column]
  y <- n[2, column]
  m <- sum(n[2, ])
  n <- sum(n[1, ])
  if (kind %in% c("Wald", "Wald Modified")) {
    if (kind == "Wald" && (x == 0 || y == 0)) return(c(NA_real_, NA_real_))
    one <- c(x, n) + (if (kind == "Wald") 0 else 0.5)
    two <- c(y, m) + (if (kind == "Wald") 0 else 0.5)
    half <- z * sqrt(1 / one[1] - 1 / one[2] + 1 / two[1] - 1 / two[2])
    return(one[1] / one[2] / (two[1] / two[2]) * exp(c(-half, half)))
  }
  scale <- z^2 * (if (kind == "Score") (n + m) / (n + m - 1) else 1)
  sas_ratio_ends(function(r) {
    ratio <- exp(r)
    a <- (n + m) * ratio
    b <- n * ratio + x + m + y * ratio
    q <- min(1, 2 * (x + y) / (b + sqrt(max(0, b^2 - 4 * a * (x + y)))))
    p <- min(1, ratio * q)
    if (kind == "Likelihood Ratio") return(sas_binomial_deviance(x, n, p) + sas_binomial_deviance(y, m, q) - z^2)
    (x / n - ratio * y / m)^2 - scale * (p * (1 - p) / n + ratio^2 * q * (1 - q) / m)
  }, x / n, y / m)
}

# The limits of the odds ratio of a 2 x 2 table, by the type that is printed
sas_odds_ratio_limits <- function(kind, n, alpha) {
  z <- stats::qnorm(1 - alpha / 2)
  a <- n[1, 1]
  b <- n[1, 2]
  c <- n[2, 1]
  d <- n[2, 2]
  if (kind %in% c("Wald", "Wald Modified")) {
    cells <- c(a, b, c, d) + (if (kind == "Wald") 0 else 0.5)
    if (any(cells == 0)) return(rep(NA_real_, 2))
    half <- z * sqrt(sum(1 / cells))
    return(exp(log(cells[1] * cells[4] / cells[2] / cells[3]) + c(-half, half)))
  }
  if (kind %in% c("Exact", "Mid-p")) return(sas_conditional_odds_limits(a, b, c, d, alpha, if (kind == "Exact") 1 else 0.5))
  scale <- z^2 * (if (kind == "Score") sum(n) / (sum(n) - 1) else 1)
  low <- max(0, a - d)
  high <- min(a + b, a + c)
  sas_ratio_ends(function(r) {
    v <- sas_sign_change(function(v) {
      if (v <= low) return(-1)
      if (v >= high) return(1)
      log(v) + log(d - a + v) - log(a + b - v) - log(a + c - v) - r
    }, low, high)
    cells <- c(v, a + b - v, a + c - v, d - a + v)
    seen <- c(a, b, c, d)
    if (min(cells) <= 0) return(1)
    if (kind == "Likelihood Ratio") return(2 * sum(ifelse(seen > 0, seen * log(seen / cells), 0)) - z^2)
    (a - v)^2 * sum(1 / cells) - scale
  }, a * d, b * c)
}

# Exact limits of the odds ratio given the margins; own: the share of the table itself in both tails
sas_conditional_odds_limits <- function(a, b, c, d, alpha, own) {
  low <- max(0, a - d)
  high <- min(a + b, a + c)
  cells <- low:high
  logs <- -lgamma(cells + 1) - lgamma(a + b - cells + 1) - lgamma(a + c - cells + 1) - lgamma(d - a + cells + 1)
  tail <- function(r, there) {
    weights <- exp(logs + r * cells - max(logs + r * cells))
    (sum(weights[there]) + own * sum(weights[cells == a])) / sum(weights)
  }
  c(
    if (a > low) exp(sas_sign_change(function(r) tail(r, cells > a) - alpha / 2, -60, 60)) else 0,
    if (a < high) exp(sas_sign_change(function(r) alpha / 2 - tail(r, cells < a), -60, 60)) else NA_real_
  )
}

# A common difference of the rows' shares of a column in 2 x 2 tables, and its standard error: Mantel-Haenszel with Sato's
# variance; or the strata's score limits, their midpoints weighted by their widths
sas_common_difference <- function(kind, tables, column, z) {
  tables <- Filter(function(t) all(rowSums(t) > 0), tables)
  x <- vapply(tables, function(t) t[1, column], 1)
  n <- vapply(tables, function(t) sum(t[1, ]), 1)
  y <- vapply(tables, function(t) t[2, column], 1)
  m <- vapply(tables, function(t) sum(t[2, ]), 1)
  if (kind == "Summary Score") {
    ends <- mapply(function(...) sas_score_limits(..., z = z, corrected = TRUE), x, n, y, m)
    weights <- (2 * z / (ends[2, ] - ends[1, ]))^2
    return(c(sum(weights * colMeans(ends)) / sum(weights), 1 / sqrt(sum(weights))))
  }
  whole <- sum(n * m / (n + m))
  value <- sum((x * m - y * n) / (n + m)) / whole
  p <- sum((n^2 * y - m^2 * x + n * m * (m - n) / 2) / (n + m)^2)
  q <- sum((x * (m - y) + y * (n - x)) / (2 * (n + m)))
  c(value, sqrt(value * p + q) / whole)
}
