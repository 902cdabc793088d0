# A crossed table: list(strata = list(list(values, counts)), rows, columns, lost): the last two variables are rows and
# columns; scores are the values of numbers, the places of texts; texts are those of the columns
sas_crossed_counts <- function(rows, variables, weight, zeros, missing, order, levels) {
  crossed <- sas_crossed_levels(rows, variables, weight, zeros, missing, order, levels)
  if (crossed$negative) sas_stop("R0602", "ERROR: Statistics are not computed where weights are negative.")
  scores <- lapply(crossed[c("rows", "columns")], function(x) if (is.character(x)) seq_along(x) + 0 else x)
  texts <- trimws(sas_shown_column(crossed$columns, levels[[variables[length(variables)]]]))
  list(strata = crossed$strata, rows = scores$rows, columns = scores$columns, lost = crossed$lost, texts = texts)
}

sas_chi_square_rows <- c(
  PCHI = "Chi-Square", LRCHI = "Likelihood Ratio Chi-Square", AJCHI = "Continuity Adj. Chi-Square",
  MHCHI = "Mantel-Haenszel Chi-Square", PHI = "Phi Coefficient", CONTGY = "Contingency Coefficient", CRAMV = "Cramer's V"
)
sas_fisher_rows <- c(
  F11 = "Cell (1,1) Frequency (F)", XPL_FISH = "Left-sided Pr <= F", XPR_FISH = "Right-sided Pr >= F",
  P_TABLE = "Table Probability (P)", XP2_FISH = "Two-sided Pr <= P"
)
sas_measure_rows <- c(
  GAMMA = "Gamma", KENTB = "Kendall's Tau-b", STUTC = "Stuart's Tau-c", SMDCR = "Somers' D C|R", SMDRC = "Somers' D R|C",
  PCORR = "Pearson Correlation", SCORR = "Spearman Correlation", LAMCR = "Lambda Asymmetric C|R",
  LAMRC = "Lambda Asymmetric R|C", LAMDAS = "Lambda Symmetric", UCR = "Uncertainty Coefficient C|R",
  URC = "Uncertainty Coefficient R|C", U = "Uncertainty Coefficient Symmetric"
)
sas_risk_rows <- c(RROR = "Odds Ratio", RRC1 = "Relative Risk (Column 1)", RRC2 = "Relative Risk (Column 2)")
sas_cmh_rows <- list(
  c("Nonzero Correlation", "CMHCOR", "CMHCR"), c("Row Mean Scores Differ", "CMHRMS", "CMHRM"),
  c("General Association", "CMHGA", "CMHGA")
)

# The columns of the printed tables of PROC FREQ
sas_test_columns <- function() {
  t <- "text"
  n <- "number"
  named <- c(Table = t, Name1 = t, Label1 = t, cValue1 = t, nValue1 = n)
  risk <- c(Table = t, Row = t, Risk = n, ASE = n, LowerCL = n, UpperCL = n, ExactLowerCL = n, ExactUpperCL = n)
  ends <- c(Type = t, LowerCL = n, UpperCL = n)
  list(
    ChiSq = c(Table = t, Statistic = t, DF = n, Value = n, Prob = n), FishersExact = named,
    Measures = c(Table = t, Statistic = t, Value = n, ASE = n, LowerCL = n, UpperCL = n, Control = t),
    RelativeRisks = c(Table = t, Statistic = t, Value = n, LowerCL = n, UpperCL = n), RiskDiffCol1 = risk, RiskDiffCol2 = risk,
    PearsonChiSq = named, LRChiSq = named, MHChiSq = named, McNemarsTest = named, SymmetryTest = named, KappaStatistics = c(Table = t, Statistic = t, Value = n, StdErr = n, LowerCL = n, UpperCL = n),
    TrendTest = named, JTTest = named, PdiffCLs = c(Table = t, Column = t, RiskDifference = n, ends),
    RelRiskCLs = c(Table = t, Column = t, RelativeRisk = n, ends), OddsRatioCLs = c(Table = t, OddsRatio = n, ends),
    CommonPdiff = c(Table = t, Method = t, Value = n, StdErr = n, LowerCL = n, UpperCL = n),
    CommonPdiffTests = c(Table = t, Method = t, RiskDifference = n, Z = n, Prob = n), OddsRatioExactCL = named,
    CMH = c(Table = t, Statistic = n, AltHypothesis = t, DF = n, Value = n, Prob = n),
    CommonRelRisks = c(Table = t, Statistic = t, Method = t, Value = n, LowerCL = n, UpperCL = n), BreslowDayTest = named
  )
}

# A statistic by name, NA where it is not there
sas_value_of <- function(values, name) if (is.null(values[[name]])) NA_real_ else as.numeric(values[[name]])

# Statistics of a crossed table: OUTPUT (the columns `output`, a row for each stratum and one for all of them), a table
# for each of the tests chisq, fisher, measures, agree, relrisk, riskdiff, trend, jt, cmh, and one for each kind of confidence
# limits (differences and ratios of the rows' shares of a `column`, odds ratios, common differences). scores: of rows and
# columns, see sas_table_scores; cmh: how many of the three statistics of CMH; exact: exact tests;
# agreement: weights of kappa; cl: limits of measures
sas_frequency_tests <- function(rows, variables, tests, output = character(0), weight = NULL, zeros = FALSE, missing = FALSE,
                                order = "unformatted", levels = list(), alpha = 0.05, risk_limits = NULL,
                                ratio_limits = NULL, odds_limits = NULL, exact_odds = FALSE, common_limits = NULL,
                                common_tests = NULL, column = 1, scores = "table", cmh = 3, exact = character(0), agreement = "", cl = FALSE) {
  z <- stats::qnorm(1 - alpha / 2)
  crossed <- sas_crossed_counts(rows, variables, weight, zeros, missing, order, levels)
  k <- length(variables)
  pair <- paste(variables[(k - 1):k], collapse = " * ")
  types <- sas_test_columns()
  made <- stats::setNames(lapply(types, function(x) list()), names(types))
  lines <- list()
  several <- length(crossed$strata)
  for (number in seq_along(crossed$strata)) {
    stratum <- crossed$strata[[number]]
    i <- rowSums(stratum$counts) > 0
    j <- colSums(stratum$counts) > 0
    n <- stratum$counts[i, j, drop = FALSE]
    title <- if (k == 2) paste("Table", pair) else paste("Table", number, "of", pair)
    own_rows <- sas_table_scores(crossed$rows[i], rowSums(n), scores)
    own_columns <- sas_table_scores(crossed$columns[j], colSums(n), scores)
    values <- sas_one_table(n, own_rows, own_columns, tests, z, agreement)
    if ("riskdiff" %in% tests && identical(dim(n), c(2L, 2L))) values <- c(values, sas_risk_values(n, z, alpha))
    made <- sas_add_test_rows(made, title, values, n, tests, z, alpha)
    if (length(exact)) {
      p_values <- sas_exact_tests(n, own_rows, own_columns, exact)
      made <- sas_add_exact_rows(made, title, c(p_values, sas_chi_squares(n, own_rows, own_columns)))
      values <- c(values, p_values)
    }
    if (identical(dim(n), c(2L, 2L))) {
      place <- paste0("Column ", column, " (", variables[k], " = ", crossed$texts[j][column], ")")
      found <- sas_limit_rows(title, place, n, column, alpha, risk_limits, ratio_limits, odds_limits, exact_odds)
      for (name in names(found)) made[[name]] <- c(made[[name]], found[[name]])
    }
    values$N <- sum(stratum$counts)
    values$NMISS <- if (several == 1) crossed$lost else NA_real_
    lines[[number]] <- c(stratum$values, lapply(output, function(name) sas_value_of(values, name)))
  }
  if (length(c(common_limits, common_tests)) && several && identical(dim(crossed$strata[[1]]$counts), c(2L, 2L))) {
    tables <- lapply(crossed$strata, `[[`, "counts")
    title <- paste("Summary Statistics for", variables[k - 1], "by", variables[k])
    made$CommonPdiff <- lapply(common_limits, function(kind) {
      one <- sas_common_difference(kind, tables, column, z)
      list(title, kind, one[1], one[2], one[1] - z * one[2], one[1] + z * one[2])
    })
    made$CommonPdiffTests <- lapply(common_tests, function(kind) {
      one <- sas_common_difference(kind, tables, column, z)
      list(title, kind, one[1], one[1] / one[2], 2 * stats::pnorm(-abs(one[1] / one[2])))
    })
  }
  if ("cmh" %in% tests && several) {
    tables <- lapply(crossed$strata, `[[`, "counts")
    values <- c(sas_mantel_haenszel(tables, crossed$rows, crossed$columns, scores, cmh), sas_common_odds_ratio(tables, z),
                sas_common_risks(tables, z))
    values$N <- sum(vapply(tables, sum, 1))
    title <- paste("Summary Statistics for", variables[k - 1], "by", variables[k])
    for (place in seq_len(cmh)) {
      one <- sas_cmh_rows[[place]]
      cells <- lapply(c(paste0("DF_", one[3]), paste0("_", one[2], "_"), paste0("P_", one[2])), function(x) sas_value_of(values, x))
      made$CMH[[place]] <- c(list(title, place, one[1]), cells)
    }
    for (one in sas_common_rows) {
      cells <- lapply(c(paste0("_", one[3], "_"), paste0(c("L_", "U_"), one[3])), function(name) sas_value_of(values, name))
      if (!is.na(cells[[1]])) made$CommonRelRisks <- c(made$CommonRelRisks, list(c(list(title, one[1], one[2]), cells)))
    }
    labels <- c("_BDCHI_" = "Chi-Square", DF_BDCHI = "DF", P_BDCHI = "Pr > ChiSq")
    for (name in names(labels)[names(labels) %in% names(values)]) {
      value <- sas_value_of(values, name)
      made$BreslowDayTest <- c(made$BreslowDayTest, list(list(title, name, labels[[name]], sas_named_cell(name, value), value)))
    }
    if (several > 1) {
      empty <- lapply(variables[seq_len(k - 2)], function(name) if (is.character(rows[[name]])) "" else NA_real_)
      lines[[several + 1]] <- c(empty, lapply(output, function(name) sas_value_of(values, name)))
    } else {
      head <- length(lines[[1]]) - length(output)
      for (place in seq_along(output)) {
        value <- sas_value_of(values, output[place])
        if (!is.na(value)) lines[[1]][[head + place]] <- value
      }
    }
  }
  head <- variables[seq_len(k - 2)]
  kinds <- c(stats::setNames(sas_kinds(rows, head), head), stats::setNames(rep("number", length(output)), output))
  if (!cl) {
    types$Measures <- types$Measures[-(5:6)]
    made$Measures <- lapply(made$Measures, `[`, -(5:6))
  }
  c(list(OUTPUT = sas_frame(kinds, lines)), Map(sas_frame, types, made[names(types)]))
}

# The statistics of one table by the names they have in OUTPUT data sets
sas_one_table <- function(n, rows, columns, tests, z, weights_of = "") {
  two <- identical(dim(n), c(2L, 2L))
  values <- list()
  if ("chisq" %in% tests) values <- c(values, sas_chi_squares(n, rows, columns))
  if ("fisher" %in% tests || ("chisq" %in% tests && two)) values <- c(values, sas_fisher_exact(n))
  if ("measures" %in% tests && min(dim(n)) > 1) {
    found <- sas_measures(n, rows, columns)
    for (name in names(found)) {
      value <- found[[name]]
      values[paste0(c("_", "E_", "L_", "U_"), name, c("_", "", "", ""))] <-
        list(value[1], value[2], value[1] - z * value[2], value[1] + z * value[2])
    }
  }
  if ("agree" %in% tests) values <- c(values, sas_agreement(n, columns, z, weights_of))
  if (any(c("relrisk", "measures") %in% tests)) values <- c(values, sas_relative_risks(n, z))
  if ("trend" %in% tests) values <- c(values, sas_trend_test(n, rows, columns))
  if ("jt" %in% tests) values <- c(values, sas_jonckheere_terpstra(n))
  values
}

# Put the statistics of a table into the rows of the printed tables
sas_add_test_rows <- function(made, title, values, n, tests, z, alpha) {
  of <- function(name) sas_value_of(values, name)
  there <- function(name) !is.null(values[[name]])
  add <- function(key, ...) made[[key]][[length(made[[key]]) + 1]] <<- list(title, ...)
  outer <- function(name) paste0("_", name, "_")
  for (name in names(sas_chi_square_rows)) {
    if (there(outer(name))) add("ChiSq", sas_chi_square_rows[[name]], of(paste0("DF_", name)), of(outer(name)), of(paste0("P_", name)))
  }
  for (name in names(sas_fisher_rows)) if (there(name)) {
    label <- if (all(dim(n) == 2)) sas_fisher_rows[[name]] else sub("^Two-sided ", "", sas_fisher_rows[[name]])
    add("FishersExact", name, label, sas_named_cell(name, of(name)), of(name))
  }
  for (name in names(sas_measure_rows)) {
    if (there(paste0("E_", name))) {
      spaced <- if (name %in% c("SMDCR", "PCORR", "LAMCR", "UCR")) "1" else "" # a blank line above it where the table is printed
      add("Measures", sas_measure_rows[[name]], of(outer(name)), of(paste0("E_", name)), of(paste0("L_", name)), of(paste0("U_", name)), spaced)
    }
  }
  if (any(c("relrisk", "measures") %in% tests)) {
    for (name in names(sas_risk_rows)) {
      if (there(outer(name))) add("RelativeRisks", sas_risk_rows[[name]], of(outer(name)), of(paste0("L_", name)), of(paste0("U_", name)))
    }
  }
  if ("riskdiff" %in% tests && identical(dim(n), c(2L, 2L))) {
    for (column in 1:2) {
      for (line in sas_risk_lines(n, column, z, alpha)) do.call(add, c(list(paste0("RiskDiffCol", column)), line))
    }
  }
  tests_of <- c(McNemarsTest = "MCNEM", SymmetryTest = "BOWK")
  for (table in names(tests_of)) {
    labels <- c("Statistic (S)", "DF", "Pr > S")
    names(labels) <- c(paste0("_", tests_of[[table]], "_"), paste0(c("DF_", "P_"), tests_of[[table]]))
    for (name in names(labels)) if (there(name)) add(table, name, labels[[name]], sas_named_cell(name, of(name)), of(name))
  }
  kappas <- c(KAPPA = "Simple Kappa", WTKAP = "Weighted Kappa")
  for (name in names(kappas)) {
    if (there(outer(name)) && (name == "KAPPA" || nrow(n) > 2)) {
      add("KappaStatistics", kappas[[name]], of(outer(name)), of(paste0("E_", name)), of(paste0("L_", name)), of(paste0("U_", name)))
    }
  }
  if (there("_TREND_")) {
    right <- of("_TREND_") > 0
    side <- if (right) c("PR_TREND", "One-sided Pr > Z") else c("PL_TREND", "One-sided Pr < Z")
    for (one in list(c("_TREND_", "Statistic (Z)"), side, c("P2_TREND", "Two-sided Pr > |Z|"))) {
      add("TrendTest", one[1], one[2], sas_named_cell(one[1], of(one[1])), of(one[1]))
    }
  }
  labels <- c(
    "_JT_" = "Statistic", Z_JT = "Z", PL_JT = "One-sided Pr <  Z", PR_JT = "One-sided Pr >  Z", P2_JT = "Two-sided Pr > |Z|"
  )
  for (name in names(labels)) if (!is.na(of(name))) add("JTTest", name, labels[[name]], sas_named_cell(name, of(name)), of(name))
  made
}

# Put exact p-values into the printed tables
sas_add_exact_rows <- function(made, title, values) {
  tests <- c(PCHI = "PearsonChiSq", LRCHI = "LRChiSq", MHCHI = "MHChiSq")
  tests <- tests[paste0("XP_", names(tests)) %in% names(values)]
  rows <- unlist(lapply(names(tests), function(test) {
    labels <- c("Chi-Square", "DF", "Asymptotic Pr >  ChiSq", "Exact      Pr >= ChiSq")
    Map(c, paste0(c("_", "DF_", "P_", "XP_"), test, c("_", "", "", "")), tests[[test]], labels)
  }), recursive = FALSE)
  rows <- c(unname(rows), list(
    c("XPL_TREND", "TrendTest", "Exact One-sided Pr <= Z"), c("XPR_TREND", "TrendTest", "Exact One-sided Pr >= Z"),
    c("XP2_TREND", "TrendTest", "Exact Two-sided Pr >= |Z|"), c("XPL_JT", "JTTest", "Exact One-sided Pr <= JT"),
    c("XPR_JT", "JTTest", "Exact One-sided Pr >= JT"), c("XP2_JT", "JTTest", "Exact Two-sided Pr >= |JT-Mean|"),
    c("XP_MCNEM", "McNemarsTest", "Exact      Pr >= S")
  ))
  for (one in rows) {
    value <- sas_value_of(values, one[1])
    if (!is.na(value)) made[[one[2]]] <- c(made[[one[2]]], list(list(title, one[1], one[3], sas_named_cell(one[1], value), value)))
  }
  made
}

# CL= of RISKDIFF, RELRISK and OR, and EXACT OR: rows of their tables for a 2 x 2 table
sas_limit_rows <- function(title, place, n, column, alpha, risk_limits, ratio_limits, odds_limits, exact_odds) {
  shares <- n[, column] / rowSums(n)
  ratio <- if (shares[2] > 0) shares[1] / shares[2] else NA_real_
  odds <- if (n[1, 2] * n[2, 1] > 0) n[1, 1] * n[2, 2] / (n[1, 2] * n[2, 1]) else NA_real_
  type <- function(kind) sub(",.*", "", kind)
  made <- list(
    PdiffCLs = lapply(risk_limits, function(kind) {
      c(list(title, place, shares[1] - shares[2], kind), as.list(sas_difference_limits(kind, n, column, alpha)))
    }),
    RelRiskCLs = lapply(ratio_limits, function(kind) {
      c(list(title, place, ratio, type(kind)), as.list(sas_relative_risk_limits(kind, n, column, alpha)))
    }),
    OddsRatioCLs = lapply(odds_limits, function(kind) {
      c(list(title, odds, type(kind)), as.list(sas_odds_ratio_limits(kind, n, alpha)))
    })
  )
  if (exact_odds) {
    sides <- paste0(sprintf("%g", 100 * (1 - alpha)), "% ", c("Lower", "Upper"), " Conf Limit")
    values <- c(odds, sas_odds_ratio_limits("Wald", n, alpha), sas_odds_ratio_limits("Exact", n, alpha))
    names <- c("_RROR_", "L_RROR", "U_RROR", "XL_RROR", "XU_RROR")
    made$OddsRatioExactCL <- Map(
      function(name, label, value) list(title, name, label, sas_named_cell(name, value), value), names, c("Odds Ratio", sides, sides), values
    )
  }
  made
}

# RISKDIFF: the risks of both rows and of all, and the difference of the first two
sas_risk_lines <- function(n, column, z, alpha) {
  totals <- c(rowSums(n), sum(n))
  shares <- c(n[, column] / rowSums(n), sum(n[, column]) / sum(n))
  errors <- sqrt(shares * (1 - shares) / totals)
  counts <- c(n[, column], sum(n[, column]))
  lines <- lapply(1:3, function(i) {
    ends <- c(max(0, shares[i] - z * errors[i]), min(1, shares[i] + z * errors[i]))
    exact <- sas_binomial_limits("Clopper-Pearson (Exact)", counts[i], totals[i], alpha)
    c(list(c("Row 1", "Row 2", "Total")[i], shares[i], errors[i]), as.list(c(ends, exact)))
  })
  gap <- shares[1] - shares[2]
  error <- sqrt(errors[1]^2 + errors[2]^2)
  c(lines, list(list("Difference", gap, error, gap - z * error, gap + z * error, NA_real_, NA_real_)))
}

# CHISQ and BINOMIAL of a one-way table. shares: TESTP=, else equal ones. Of the binomial proportion: level, the place or
# the formatted value of a level; p, its value under H0; limits, types of limits; exact: tests binomial, midp, pchi
sas_one_way_tests <- function(rows, variable, output = character(0), tests = "chisq", weight = NULL, zeros = FALSE,
                              missing = FALSE, order = "unformatted", levels = list(), alpha = 0.05, shares = NULL, level = 1, p = 0.5,
                              limits = NULL, exact = character(0)) {
  rows[["\001"]] <- rep(1, nrow(rows))
  crossed <- sas_crossed_counts(rows, c("\001", variable), weight, zeros, missing, order, levels)
  counts <- if (length(crossed$strata)) crossed$strata[[1]]$counts[1, ] else numeric(0)
  total <- sum(counts)
  values <- list(N = total, NMISS = crossed$lost)
  made <- list(OneWayChiSq = list(), BinomialProp = list(), BinomialCLs = list(), BinomialTest = list())
  title <- paste("Table", variable)
  add <- function(key, labels) {
    for (name in names(labels)) {
      if (!is.na(sas_value_of(values, name))) {
        made[[key]][[length(made[[key]]) + 1]] <<- list(title, name, labels[[name]], sas_named_cell(name, values[[name]]), values[[name]])
      }
    }
  }
  if ("chisq" %in% tests && length(counts) > 1) {
    wanted <- if (is.null(shares)) rep(1, length(counts)) else shares
    wanted <- total * wanted / sum(wanted)
    q <- sum((counts - wanted)^2 / wanted)
    df <- length(counts) - 1
    values[c("_PCHI_", "DF_PCHI", "P_PCHI")] <- list(q, df, stats::pchisq(q, df, lower.tail = FALSE))
    labels <- c("_PCHI_" = "Chi-Square", DF_PCHI = "DF", P_PCHI = "Pr > ChiSq")
    if ("pchi" %in% exact) {
      values$XP_PCHI <- sas_one_way_exact(counts, wanted / total)
      labels[c("P_PCHI", "XP_PCHI")] <- c("Asymptotic Pr >  ChiSq", "Exact      Pr >= ChiSq")
    }
    add("OneWayChiSq", labels)
  }
  if ("binomial" %in% tests && total > 0) {
    if (is.character(level)) level <- match(level, crossed$texts, nomatch = 0)
    if (level < 1 || level > length(counts)) {
      sas_stop("R0602", paste0("ERROR: The LEVEL= value of BINOMIAL is not a level of ", variable, "."))
    }
    values <- c(values, sas_binomial_proportion(counts[level], total, alpha, p, exact))
    made$BinomialCLs <- lapply(limits, function(kind) {
      c(list(title, counts[level] / total, kind), as.list(sas_binomial_limits(kind, counts[level], total, alpha)))
    })
    sides <- paste0(sprintf("%g", 100 * (1 - alpha)), "% ", c("Lower", "Upper"), " Conf Limit")
    ends <- c(L_BIN = sides[1], U_BIN = sides[2], XL_BIN = sides[1], XU_BIN = sides[2])
    add("BinomialProp", c("_BIN_" = "Proportion", E_BIN = "ASE", if (is.null(limits)) ends))
    add("BinomialTest", c(
      E0_BIN = "ASE under H0", Z_BIN = "Z", PL_BIN = "One-sided Pr <  Z", PR_BIN = "One-sided Pr >  Z", P2_BIN = "Two-sided Pr > |Z|",
      XPL_BIN = "One-sided Pr <=  P", XPR_BIN = "One-sided Pr >=  P", XP2_BIN = "Two-sided = 2 * One-sided",
      MPL_BIN = "Mid-p One-sided Pr <=  P", MPR_BIN = "Mid-p One-sided Pr >=  P"
    ))
  }
  named <- c(Table = "text", Name1 = "text", Label1 = "text", cValue1 = "text", nValue1 = "number")
  lines <- if (total > 0) list(lapply(output, function(name) sas_value_of(values, name))) else list()
  kinds <- stats::setNames(rep("number", length(output)), output)
  limit_columns <- c(Table = "text", Proportion = "number", Type = "text", LowerCL = "number", UpperCL = "number")
  tables <- Map(function(key, lines) sas_frame(if (key == "BinomialCLs") limit_columns else named, lines), names(made), made)
  c(list(OUTPUT = sas_frame(kinds, lines)), tables)
}

# BINOMIAL: the proportion with Wald and exact limits, and its tests against p
sas_binomial_proportion <- function(count, total, alpha, p, exact = character(0)) {
  share <- count / total
  error <- sqrt(share * (1 - share) / total)
  under <- sqrt(p * (1 - p) / total)
  z <- (share - p) / under
  q <- stats::qnorm(1 - alpha / 2)
  ends <- sas_binomial_limits("Clopper-Pearson (Exact)", count, total, alpha)
  made <- list(
    "_BIN_" = share, E_BIN = error, L_BIN = max(0, share - q * error), U_BIN = min(1, share + q * error),
    XL_BIN = ends[1], XU_BIN = ends[2], E0_BIN = under, Z_BIN = z, PL_BIN = if (z <= 0) stats::pnorm(z) else NA_real_,
    PR_BIN = if (z > 0) stats::pnorm(-z) else NA_real_, P2_BIN = 2 * stats::pnorm(-abs(z))
  )
  side <- if (z > 0) "R" else "L"
  tail <- if (z > 0) stats::pbinom(count - 1, total, p, lower.tail = FALSE) else stats::pbinom(count, total, p)
  if ("binomial" %in% exact) made[c(paste0("XP", side, "_BIN"), "XP2_BIN")] <- list(tail, min(1, 2 * tail))
  if ("midp" %in% exact) made[[paste0("MP", side, "_BIN")]] <- tail - stats::dbinom(count, total, p) / 2
  made
}
