# PROC RANK: the rows with the ranks of the variables in their place, or in the columns `into`.
# ties: mean, low, high, dense. groups: number of groups, from 0. score: fraction, nplus1, percent, savage, blom, tukey, vw
sas_rank_values <- function(rows, variables, into = variables, ties = "mean", descending = FALSE, groups = 0, score = "") {
  for (i in seq_along(variables)) {
    rows[[into[i]]] <- sas_column_ranks(rows[[variables[i]]], ties, descending, groups, score)
  }
  rows
}

# The ranks of one column, or the scores made of them; missing values stay missing
sas_column_ranks <- function(x, ties, descending, groups, score) {
  there <- !is.na(x)
  value <- if (descending) -x[there] else x[there]
  ranks <- switch(
    ties,
    mean = base::rank(value), low = base::rank(value, ties.method = "min"), high = base::rank(value, ties.method = "max"),
    dense = match(value, sort(unique(value)))
  )
  n <- if (ties == "dense" && length(value)) max(ranks) else length(value)
  if (groups > 0) {
    ranks <- floor(ranks * groups / (n + 1))
  } else if (score == "fraction") {
    ranks <- ranks / n
  } else if (score == "percent") {
    ranks <- ranks / n * 100
  } else if (score == "nplus1") {
    ranks <- ranks / (n + 1)
  } else if (score != "" && ties == "dense") {
    ranks <- sas_rank_scores(ranks, score, n)
  } else if (score != "") {
    single <- sas_rank_scores(base::rank(value, ties.method = "first"), score, n)
    ranks <- stats::ave(single, value, FUN = switch(ties, mean = mean, low = min, high = max))
  }
  x[there] <- as.numeric(ranks)
  x
}

# Normal scores (Blom, Tukey, van der Waerden) and Savage scores of ranks
sas_rank_scores <- function(ranks, score, n) {
  switch(
    score,
    savage = cumsum(1 / (n + 1 - seq_len(n)))[ranks] - 1,
    blom = stats::qnorm((ranks - 0.375) / (n + 0.25)),
    tukey = stats::qnorm((ranks - 1 / 3) / (n + 1 / 3)),
    vw = stats::qnorm(ranks / (n + 1))
  )
}
