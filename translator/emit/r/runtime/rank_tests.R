# The scores of values by their ranks; equal values share the mean of their scores
sas_linear_rank_scores <- function(x, score) {
  n <- length(x)
  ranks <- seq_len(n)
  scores <- switch(
    score,
    wilcoxon = ranks, median = (ranks > (n + 1) / 2) + 0, vw = stats::qnorm(ranks / (n + 1)),
    savage = cumsum(1 / (n - ranks + 1)) - 1
  )
  placed <- numeric(n)
  placed[order(x)] <- scores
  means <- stats::ave(placed, x)
  ifelse(abs(means) < 1e-12, 0, means) # scores that add up to 0 but for rounding
}

# PROC NPAR1WAY: tests of the scores of variables between the levels of a class.
#
# Makes OUTPUT (a row for each variable, with the columns `output`), and for each score a table of sums, of the test of
# two samples (of the smaller one; the first of equal ones), and of the chi-square test of all samples. exact: the exact tests
# wilcoxon and hl. shift: the location shift of two samples against the `reference` class (the larger one). others: anova, edf
sas_rank_tests <- function(rows, variables, class, scores, frequency = NULL, correct = TRUE, levels = list(),
                           output = character(0), exact = character(0), shift = FALSE, reference = NULL, alpha = 0.05,
                           others = character(0)) {
  keys <- c(wilcoxon = "Wilcoxon", median = "Median", vw = "VW", savage = "Savage")
  shorts <- c(wilcoxon = "WIL", median = "MED", vw = "VW", savage = "SAV")
  made <- list()
  lines <- list()
  add <- function(key, ...) made[[key]] <<- c(made[[key]], list(list(...)))
  for (name in variables) {
    keep <- !sas_gone(rows[[class]]) & !is.na(rows[[name]])
    if (!is.null(frequency)) keep <- keep & !is.na(rows[[frequency]]) & rows[[frequency]] >= 1
    used <- rows[keep, , drop = FALSE]
    if (!is.null(frequency)) used <- used[rep(seq_len(nrow(used)), floor(used[[frequency]])), , drop = FALSE]
    coded <- sas_levels(used[[class]], rep(1, nrow(used)), "data", FALSE, levels[[class]])
    texts <- sas_shown_column(used[[class]][coded$row], levels[[class]])
    values <- list()
    for (other in others) {
      work <- if (other == "anova") sas_one_way_anova else sas_distribution_tests
      added <- work(used[[name]], coded$code, trimws(texts))
      values[names(added$values)] <- added$values
      for (key in names(added$rows)) for (line in added$rows[[key]]) do.call(add, c(list(key, name), line))
    }
    for (score in scores) {
      key <- keys[[score]]
      short <- shorts[[score]]
      wilcoxon <- score == "wilcoxon"
      placed <- sas_linear_rank_scores(used[[name]], score)
      found <- sas_score_tests(placed, coded$code, length(coded$row), wilcoxon && correct)
      if (score %in% exact) {
        able <- length(coded$row) > 2 && min(placed) < max(placed)
        found$chi <- c(found$chi, if (able) sas_exact_kruskal_wallis(placed, coded$code, length(coded$row)) else NA_real_)
        values$XP_KW <- found$chi[4]
      }
      made[paste0(key, c("Scores", "Test"))] <- made[paste0(key, c("Scores", "Test"))]
      for (k in seq_along(texts)) do.call(add, c(list(paste0(key, "Scores"), name, texts[k]), as.list(found$sums[k, ])))
      if (!is.null(found$tests)) {
        one <- found$tests
        side <- if (!is.na(one[["z"]]) && one[["z"]] > 0) "R" else "L"
        values[paste0(c("_", "Z_", "P2_", paste0("P", side, "_")), short, c("_", "", "", ""))] <-
          list(one[["s"]], one[["z"]], 2 * one[["p"]], one[["p"]])
        if (wilcoxon) values[c("PT2_WIL", paste0("PT", side, "_WIL"))] <- list(2 * one[["t"]], one[["t"]])
        cells <- c(one[["s"]], one[["z"]], one[["p"]], 2 * one[["p"]], if (wilcoxon) c(one[["t"]], 2 * one[["t"]]))
        if (score %in% exact) {
          small <- min(tabulate(coded$code, 2))
          sure <- sas_exact_rank_sum(placed, small, one[["s"]])
          values[c(if (one[["s"]] > small * mean(placed)) "XPR_WIL" else "XPL_WIL", "XP2_WIL")] <- as.list(sure)
          cells <- c(cells, sure)
        }
        do.call(add, c(list(paste0(key, "Test"), name), as.list(cells)))
      }
      do.call(add, c(list(if (wilcoxon) "KruskalWallisTest" else paste0(key, "Analysis"), name), as.list(found$chi)))
      end <- if (wilcoxon) "KW" else paste0("CH", short)
      values[c(paste0("_", end, "_"), paste0("DF_", end), paste0("P_", end))] <- as.list(found$chi[1:3])
    }
    if (shift && length(coded$row) == 2) {
      x <- used[[name]]
      place <- sas_reference_class(reference, texts, coded$code)
      ranks <- sas_linear_rank_scores(x, "wilcoxon")
      found <- sas_hodges_lehmann(x[coded$code != place], x[coded$code == place], ranks, alpha, "hl" %in% exact)
      for (line in found) do.call(add, c(list("HodgesLehmann", name), line))
    }
    lines[[length(lines) + 1]] <- c(list(name), lapply(output, function(column) sas_value_of(values, column)))
  }
  tables <- list(OUTPUT = sas_frame(c("_VAR_" = "text", stats::setNames(rep("number", length(output)), output)), lines))
  for (score in scores) {
    key <- keys[[score]]
    chi <- if (score == "wilcoxon") "KruskalWallisTest" else paste0(key, "Analysis")
    columns <- list(
      c("N", "SumOfScores", "ExpectedSum", "StdDevOfSum", "MeanScore"),
      c(
        "Statistic", "Z", "Prob1", "Prob2", if (score == "wilcoxon") c("tProb1", "tProb2"),
        if (score %in% exact) c("xProb1", "xProb2")
      ),
      c("ChiSquare", "DF", "Prob", if (score %in% exact) "xProb")
    )
    names <- c(paste0(key, c("Scores", "Test")), chi)
    for (k in 1:3) {
      kinds <- c(Variable = "text", if (k == 1) c(Class = "text"), stats::setNames(rep("number", length(columns[[k]])), columns[[k]]))
      tables[[names[k]]] <- sas_frame(kinds, made[[names[k]]])
    }
  }
  for (other in others) {
    for (key in names(sas_other_tables[[other]])) {
      tables[[key]] <- sas_frame(c(Variable = "text", sas_other_tables[[other]][[key]]), made[[key]])
    }
  }
  if (shift) {
    kinds <- c(
      Variable = "text", Shift = "number", Type = "text", LowerCL = "number", UpperCL = "number", Midpoint = "number",
      StdErr = "number"
    )
    tables$HodgesLehmann <- sas_frame(kinds, made$HodgesLehmann)
  }
  tables
}

# sums: a line for each level; tests: S, Z, one-sided p, one-sided p by t of two samples; chi: chi-square, DF, p
sas_score_tests <- function(scores, codes, count, correct) {
  n <- length(scores)
  if (!n) return(list(sums = matrix(0, 0, 5), chi = rep(NA_real_, 3)))
  sizes <- tabulate(codes, count)
  sums <- vapply(seq_len(count), function(k) sum(scores[codes == k]), 1)
  mean <- if (abs(mean(scores)) > 1e-12) mean(scores) else 0  # scores that add up to 0 but for rounding
  spread <- sum((scores - mean)^2)
  expected <- sizes * mean
  errors <- sqrt(sizes * (n - sizes) / n / (n - 1) * spread)
  made <- list(sums = cbind(sizes, sums, expected, errors, sums / sizes))
  if (count == 2) {
    small <- which.min(sizes)
    gap <- sums[small] - expected[small]
    if (correct) gap <- gap - 0.5 * sign(gap)
    z <- if (errors[small] > 0) gap / errors[small] else NA_real_
    made$tests <- c(s = sums[small], z = z, p = stats::pnorm(-abs(z)), t = stats::pt(-abs(z), n - 1))
  }
  made$chi <- c(NA_real_, count - 1, NA_real_)
  if (spread > 0 && count > 1) {
    chi <- (n - 1) * sum((sums - expected)^2 / sizes) / spread
    made$chi <- c(chi, count - 1, stats::pchisq(chi, count - 1, lower.tail = FALSE))
  }
  made
}
