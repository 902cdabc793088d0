# The rows of ChiSq of PROC SURVEYFREQ: Pearson's chi-square of estimated totals, divided by a correction from design effects
# (Rao and Scott, first order). shares: of a one-way table the proportions under the null hypothesis (TESTP=), else equal ones
sas_rao_scott <- function(rows, design, names, there, order, levels, shares = NULL) {
  coded <- lapply(names, function(name) {
    made <- sas_levels(rows[[name]][there], design$weights[there], order, FALSE, levels[[name]])
    code <- rep(0L, nrow(rows))
    code[there] <- made$code
    lapply(seq_along(made$row), function(k) code == k)
  })
  if (any(lengths(coded) < 2)) return(list())
  w <- design$weights
  every <- rep(TRUE, length(w))
  n <- sum(there)
  whole <- sum(w[there])
  # c(proportion, its design effect times what it lacks of 1)
  part <- function(inside) {
    share <- sum(w[inside]) / whole
    spread <- sas_survey_variance(design, w * (inside - share * there) / whole, every)
    c(share, if (share > 0) (n - 1) * spread / share else 0)
  }
  parts <- function(marks) vapply(marks, part, c(0, 0))
  if (length(names) == 1) {
    cells <- parts(coded[[1]])
    if (!is.null(shares) && length(shares) != ncol(cells)) {
      sas_stop("R0602", paste0("ERROR: TESTP= does not have a value for each level of ", names, "."))
    }
    expected <- if (is.null(shares)) rep(1 / ncol(cells), ncol(cells)) else shares / sum(shares)
    freedom <- ncol(cells) - 1
    correction <- sum(cells[2, ]) / freedom
  } else {
    sides <- lapply(coded, parts)
    cells <- parts(unlist(lapply(coded[[1]], function(a) lapply(coded[[2]], function(b) a & b)), recursive = FALSE))
    expected <- as.numeric(t(outer(sides[[1]][1, ], sides[[2]][1, ])))
    freedom <- (ncol(sides[[1]]) - 1) * (ncol(sides[[2]]) - 1)
    correction <- (sum(cells[2, ]) - sum(sides[[1]][2, ]) - sum(sides[[2]][2, ])) / freedom
  }
  pearson <- n * sum((cells[1, ] - expected)^2 / expected)
  ratio <- if (isTRUE(correction > 0)) pearson / correction else NA_real_
  below <- freedom * sas_survey_degrees(design, every)
  values <- c(
    "_PCHI_" = pearson, DC_RSCHI = correction, "_RSCHI_" = ratio, DF_RSCHI = freedom,
    P_RSCHI = stats::pchisq(ratio, freedom, lower.tail = FALSE), F_RSCHI = ratio / freedom, NDF_RSCHI = freedom, DDF_RSCHI = below,
    PF_RSCHI = if (below > 0) stats::pf(ratio / freedom, freedom, below, lower.tail = FALSE) else NA_real_
  )
  labels <- c(
    "Pearson Chi-Square", "Design Correction", "Rao-Scott Chi-Square", "DF", "Pr > ChiSq", "F Value", "Num DF", "Den DF", "Pr > F"
  )
  title <- paste("Table", paste(names, collapse = " * "))
  unname(Map(function(name, label, value) list(title, name, label, sas_named_cell(name, value), value), names(values), labels, values))
}
