# Exact tests of crossed tables (EXACT of PROC FREQ): all tables with the same margins, by the value of a statistic

# EXACT: exact p-values by their names in OUTPUT data sets. tests: pchi, lrchi, mhchi, trend, jt, mcnem. Nothing for counts
# that are not whole. Lines are the longer side of the table: fewer nodes
sas_exact_tests <- function(n, rows, columns, tests) {
  if (any(n %% 1 != 0) || min(dim(n)) < 2) return(list())
  found <- list()
  r <- rows - sum(rowSums(n) * rows) / sum(n)
  c <- columns - sum(colSums(n) * columns) / sum(n)
  known <- sas_chi_squares(n, rows, columns)
  turned <- nrow(n) < ncol(n)
  t <- if (turned) t(n) else n
  outer_scores <- if (turned) c else r
  inner_scores <- if (turned) r else c
  expected <- outer(rowSums(t), colSums(t)) / sum(t)
  # what a line of a table adds to a statistic: its place, its cells, the sums of the lines before it
  pearson <- function(i, part, before) sum(part^2 / expected[i, ])
  ratio <- function(i, part, before) sum(ifelse(part > 0, part * log(pmax(part, 1) / expected[i, ]), 0))
  product <- function(i, part, before) outer_scores[i] * sum(part * inner_scores)
  first <- function(i, part, before) outer_scores[i] * part[1]
  pairs <- function(i, part, before) {
    if (turned) sum(part * (cumsum(before) - before + (cumsum(part) - part) / 2)) else sum(part * (cumsum(before) - before / 2))
  }
  value <- function(cost) {
    before <- apply(t, 2, function(x) cumsum(x) - x)
    sum(vapply(seq_len(nrow(t)), function(i) cost(i, t[i, ], before[i, ]), 0))
  }
  if ("pchi" %in% tests && !is.null(known[["_PCHI_"]])) found$XP_PCHI <- sas_chance_of(t, pearson, value(pearson), 1)
  if ("lrchi" %in% tests && !is.null(known[["_LRCHI_"]])) found$XP_LRCHI <- sas_chance_of(t, ratio, value(ratio), 1)
  if ("mhchi" %in% tests && !is.null(known[["_MHCHI_"]])) found$XP_MHCHI <- sas_chance_of(t, product, abs(value(product)), 2)
  if ("trend" %in% tests && length(sas_trend_test(n, rows, columns))) found <- c(found, sas_exact_sides("TREND", t, first, value(first), 0))
  if ("jt" %in% tests && length(sas_jonckheere_terpstra(n))) {
    found <- c(found, sas_exact_sides("JT", t, pairs, value(pairs), (sum(n)^2 - sum(rowSums(n)^2)) / 4))
  }
  if ("mcnem" %in% tests && all(dim(n) == 2)) {
    found$XP_MCNEM <- min(1, 2 * stats::pbinom(min(n[1, 2], n[2, 1]), n[1, 2] + n[2, 1], 0.5))
  }
  found
}

# One-sided (the side that the value is on) and two-sided exact p-values of a statistic with this mean
sas_exact_sides <- function(name, n, cost, value, mean) {
  right <- value > mean
  stats::setNames(
    list(
      if (right) NA_real_ else sas_chance_of(n, cost, value, -1),
      if (right) sas_chance_of(n, cost, value, 1) else NA_real_,
      sas_chance_of(n, cost, abs(value - mean), 2, mean)
    ),
    paste0(c("XPL_", "XPR_", "XP2_"), name)
  )
}

# The probability of tables whose statistic is at least the value (side 1), at most (-1), or as far off the mean (2)
sas_chance_of <- function(n, cost, value, side, mean = 0) {
  room <- 1e-9 * max(1, abs(value))
  found <- sas_table_distribution(n, cost)
  inside <- if (side < 0) {
    found$value <= value + room
  } else if (side == 2) {
    abs(found$value - mean) >= value - room
  } else {
    found$value >= value - room
  }
  min(1, sum(found$chance[inside]))
}

# The probabilities of a statistic's values, given the margins. Line by line: what is left of the totals across is a node;
# equal values that reach it are put together
sas_table_distribution <- function(n, cost) {
  totals <- colSums(n)
  nodes <- list(list(room = totals, value = 0, chance = 1))
  steps <- 0
  for (i in seq_len(nrow(n))) {
    size <- sum(n[i, ])
    rooms <- values <- chances <- list()
    for (node in nodes) {
      before <- totals - node$room
      for (part in sas_fillings(size, node$room)) {
        steps <- steps + length(node$value)
        if (steps > 2e6) sas_stop("R0602", "ERROR: EXACT: the table is too large for an exact test.")
        chance <- exp(sum(lchoose(node$room, part)) - lchoose(sum(node$room), size))
        k <- length(rooms) + 1
        rooms[[k]] <- node$room - part
        values[[k]] <- signif(node$value + cost(i, part, before), 12)
        chances[[k]] <- node$chance * chance
      }
    }
    key <- vapply(rooms, paste, "", collapse = " ")
    nodes <- lapply(unname(split(seq_along(key), key)), function(at) {
      value <- unlist(values[at])
      chance <- unlist(chances[at])
      levels <- unique(value)
      list(room = rooms[[at[1]]], value = levels, chance = as.numeric(rowsum(chance, match(value, levels))))
    })
  }
  nodes[[1]]
}

# The probability, in as many draws with these shares, of a Pearson chi-square that is at least that of the counts
sas_one_way_exact <- function(counts, shares) {
  if (any(counts %% 1 != 0)) return(NA_real_)
  statistic <- sum(counts^2 / shares)
  nodes <- list(list(room = sum(counts), value = 0, chance = 1))
  left <- 1
  steps <- 0
  for (place in seq_along(shares)) {
    p <- if (place < length(shares)) shares[place] / left else 1
    rooms <- numeric(0)
    values <- chances <- numeric(0)
    for (node in nodes) {
      x <- if (p < 1) 0:node$room else node$room
      steps <- steps + length(x) * length(node$value)
      if (steps > 2e6) sas_stop("R0602", "ERROR: EXACT: the table is too large for an exact test.")
      rooms <- c(rooms, rep(node$room - x, each = length(node$value)))
      values <- c(values, as.numeric(outer(node$value, x^2 / shares[place], "+")))
      chances <- c(chances, as.numeric(outer(node$chance, stats::dbinom(x, node$room, p))))
    }
    values <- signif(values, 12)
    nodes <- lapply(unname(split(seq_along(rooms), rooms)), function(at) {
      levels <- unique(values[at])
      list(room = rooms[at[1]], value = levels, chance = as.numeric(rowsum(chances[at], match(values[at], levels))))
    })
    left <- left - shares[place]
  }
  end <- nodes[[1]]
  min(1, sum(end$chance[end$value >= statistic - 1e-9 * max(1, statistic)]))
}

# The ways to spread a total over cells with room for so much each
sas_fillings <- function(total, room) {
  if (length(room) == 1) return(if (total <= room) list(total) else list())
  made <- list()
  for (first in seq_len(max(0, min(total, room[1]) - max(0, total - sum(room[-1])) + 1)) - 1 + max(0, total - sum(room[-1]))) {
    made <- c(made, lapply(sas_fillings(total - first, room[-1]), function(rest) c(first, rest)))
  }
  made
}
