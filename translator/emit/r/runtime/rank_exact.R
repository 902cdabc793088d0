# In how many ways `size` of the values have each sum of doubled ranks (0, 1, 2 ... by position)
sas_rank_sum_counts <- function(ranks, size) {
  doubled <- round(2 * ranks)
  most <- sum(sort(doubled, decreasing = TRUE)[seq_len(size)]) + 1
  ways <- matrix(0, size + 1, most)
  ways[1, 1] <- 1
  for (step in doubled) {
    ways[-1, (step + 1):most] <- ways[-1, (step + 1):most] + ways[-(size + 1), seq_len(most - step)]
  }
  ways[size + 1, ]
}

# The exact one-sided and two-sided p-values of the rank sum of `size` values
sas_exact_rank_sum <- function(ranks, size, statistic) {
  ways <- sas_rank_sum_counts(ranks, size)
  sums <- (seq_along(ways) - 1) / 2
  middle <- size * mean(ranks)
  side <- if (statistic > middle) sums >= statistic else sums <= statistic
  both <- abs(sums - middle) >= abs(statistic - middle) - 1e-9
  c(sum(ways[side]), sum(ways[both])) / sum(ways)
}

# The exact p-value of the Kruskal-Wallis test of three samples: the share of the arrangements of the ranks whose
# statistic is as large as the observed one
sas_exact_kruskal_wallis <- function(ranks, codes, count) {
  sizes <- tabulate(codes, count)
  if (count > 3) sas_stop("R0602", "ERROR: The exact Kruskal-Wallis test of more than three samples is not translated.")
  doubled <- round(2 * ranks)
  most <- vapply(sizes[1:2], function(size) sum(sort(doubled, decreasing = TRUE)[seq_len(size)]) + 1, 1)
  if (prod(sizes[1:2] + 1) * prod(most) > 1e8) sas_stop("R0602", "ERROR: This exact Kruskal-Wallis test has too many arrangements.")
  ways <- array(0, c(sizes[1:2] + 1, most))
  ways[1, 1, 1, 1] <- 1
  for (step in doubled) {
    before <- ways
    one <- (step + 1):most[1]
    two <- (step + 1):most[2]
    ways[-1, , one, ] <- ways[-1, , one, ] + before[-(sizes[1] + 1), , one - step, ]
    ways[, -1, , two] <- ways[, -1, , two] + before[, -(sizes[2] + 1), , two - step]
  }
  ways <- ways[sizes[1] + 1, sizes[2] + 1, , ]
  spread <- function(s, t) s^2 / sizes[1] + t^2 / sizes[2] + (sum(doubled) - s - t)^2 / sizes[3]
  own <- spread(sum(doubled[codes == 1]), sum(doubled[codes == 2]))
  as_large <- outer(seq_len(most[1]) - 1, seq_len(most[2]) - 1, spread) >= own * (1 - 1e-12)
  sum(ways[as_large]) / sum(ways)
}

# HL: the median of the differences of x and y with Moses' limits, and with exact ones from the rank sum of x
sas_hodges_lehmann <- function(x, y, ranks, alpha, exact) {
  m <- length(x)
  n <- length(y)
  gaps <- sort(outer(x, y, "-"))
  z <- stats::qnorm(1 - alpha / 2)
  limits <- function(place) {
    if (place < 1 || place > m * n) return(rep(NA_real_, 3))
    ends <- c(gaps[place], gaps[m * n + 1 - place])
    c(ends, mean(ends))
  }
  moses <- limits(floor(m * n / 2 - z * sqrt(m * n * (m + n + 1) / 12)))
  shift <- stats::median(gaps)
  rows <- list(c(list(shift, "Asymptotic (Moses)"), as.list(moses), (moses[2] - moses[1]) / (2 * z)))
  if (!exact) return(rows)
  ways <- sas_rank_sum_counts(ranks, m)
  there <- which(ways > 0)
  inside <- there[cumsum(ways[there]) <= alpha / 2 * sum(ways)]
  place <- if (length(inside)) floor((max(inside) - 1) / 2 - m * (m + 1) / 2) + 1 else 0
  c(rows, list(c(list(shift, "Exact"), as.list(limits(place)), NA_real_)))
}

# The place of the reference class of HL: REFCLASS=, else the larger class, the second of equal ones
sas_reference_class <- function(reference, texts, codes) {
  if (is.null(reference)) return(if (sum(codes == 1) <= sum(codes == 2)) 2 else 1)
  place <- if (is.character(reference)) match(reference, trimws(texts), nomatch = 0) else reference
  if (!place %in% 1:2) sas_stop("R0602", "ERROR: The REFCLASS= value of HL is not a level of the CLASS variable.")
  place
}
