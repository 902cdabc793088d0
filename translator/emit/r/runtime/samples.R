# PROC SURVEYSELECT: a simple random sample, of each stratum of `by`: n rows, or a rate of them (rounded up; more than 1 a
# percentage). seed: of RAND's stream, with `old` of RANUNI's. everything: strata that are too small are taken whole. mark: all
# rows with Selected 1 or 0. probabilities: SelectionProb and SamplingWeight
sas_draw_sample <- function(rows, n = NULL, rate = NULL, seed, old = FALSE, everything = FALSE, mark = FALSE, probabilities = FALSE,
                            by = character(0)) {
  if (old) {
    uniform <- sas_stream(seed)$uniform
  } else {
    sas_session$rand_started <- FALSE
    sas_streaminit(seed)
    uniform <- function() stats::runif(1)
  }
  run <- if (length(by)) sas_runs(rows, by) else rep(1, nrow(rows))
  groups <- unname(split(seq_len(nrow(rows)), factor(run, levels = unique(run))))
  asked <- if (is.null(n)) rate else n
  if (length(asked) == 1) asked <- rep(asked, length(groups))
  if (length(asked) != length(groups)) sas_stop("R0602", "ERROR: The number of sample sizes is not the number of strata.")
  taken <- rep(0, nrow(rows))
  for (k in seq_along(groups)) {
    size <- length(groups[[k]])
    share <- asked[k]
    count <- if (!is.null(n)) share else sas_rounded_up(size * (if (share > 1) share / 100 else share))
    if (count > size) {
      if (!everything) sas_stop("R0602", "ERROR: The sample size is greater than the number of sampling units.")
      count <- size
    }
    chosen <- if (count == size && everything) seq_len(size) else sas_floyd(uniform, size, count)
    taken[groups[[k]][chosen]] <- count / size
  }
  shown <- rows[c(by, setdiff(names(rows), by))]
  if (mark) return(tibble::add_column(shown, Selected = (taken > 0) + 0, .before = 1))
  sample <- shown[taken > 0, , drop = FALSE]
  if (probabilities) {
    sample$SelectionProb <- taken[taken > 0]
    sample$SamplingWeight <- 1 / taken[taken > 0]
  }
  sample
}

# The next whole number, but for rounding of the product
sas_rounded_up <- function(number) if (abs(number - round(number)) < 1e-9) round(number) else ceiling(number)

# Floyd's method: the places of `count` of `size` units
sas_floyd <- function(uniform, size, count) {
  chosen <- rep(FALSE, size)
  for (last in seq_len(count) + size - count) {
    place <- floor(last * uniform()) + 1
    chosen[if (chosen[place]) last else place] <- TRUE
  }
  which(chosen)
}
