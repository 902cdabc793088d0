# PROC SURVEYFREQ: OneWay and CrossTabs, a table for each request (the last two variables are rows and columns).
#
# Rows with a missing design variable or a weight of 0 or less are left out, those with a missing table variable too,
# unless `missing` (a level) or `nomcar` (then the others are a domain). totals: rows and columns of totals. chisq: the
# Rao-Scott test of each request in ChiSq, shares: its null hypothesis for one-way tables
sas_survey_frequencies <- function(rows, requests, columns, strata = character(0), clusters = character(0), weight = NULL,
                                   total = NULL, rate = NULL, sizes = NULL, missing = FALSE, nomcar = FALSE,
                                   order = "unformatted", alpha = 0.05, totals = TRUE, levels = list(), chisq = FALSE,
                                   shares = NULL, replicates = character(0), coefficients = 1, freedom = 0, jackknife = FALSE) {
  valid <- rep(TRUE, nrow(rows))
  if (!missing) for (name in c(strata, clusters)) valid <- valid & !sas_gone(rows[[name]])
  if (!is.null(weight)) valid <- valid & !is.na(rows[[weight]]) & rows[[weight]] > 0
  rows <- rows[valid, , drop = FALSE]
  repeated <- sas_replicate_weights(rows, replicates)
  weights <- if (!is.null(weight)) rows[[weight]] else if (is.null(repeated)) rep(1, nrow(rows)) else rowMeans(repeated)
  found <- list()
  kinds <- list()
  tests <- list()
  for (names in requests) {
    table <- if (length(names) == 1) "OneWay" else "CrossTabs"
    own <- if (length(names) > 1) columns else columns[!grepl("^(Row|Col)", columns)]
    shown <- c(Table = "text")
    for (name in names) {
      if (name %in% utils::tail(names, 2)) shown[substr(paste0("F_", name), 1, 32)] <- "text"
      shown[name] <- if (is.character(rows[[name]])) "text" else "number"
    }
    shown <- c(shown, stats::setNames(rep("number", length(own)), own))
    kinds[[table]] <- c(kinds[[table]], shown[!names(shown) %in% names(kinds[[table]])])
    gone <- rep(FALSE, nrow(rows))
    if (!missing) for (name in names) gone <- gone | sas_gone(rows[[name]])
    keep <- nomcar | !gone
    design <- sas_survey_design(rows[keep, , drop = FALSE], strata, clusters, weights[keep], total, rate, sizes,
                                if (!is.null(repeated)) repeated[keep, , drop = FALSE], coefficients, freedom, jackknife)
    lines <- sas_survey_table(rows[keep, , drop = FALSE], design, names, !gone[keep], own, order, alpha, totals, levels)
    found[[table]] <- c(found[[table]], lines)
    if (chisq) tests <- c(tests, sas_rao_scott(rows[keep, , drop = FALSE], design, names, !gone[keep], order, levels, shares))
  }
  named <- c(Table = "text", Name1 = "text", Label1 = "text", cValue1 = "text", nValue1 = "number")
  made <- if (chisq) list(ChiSq = sas_frame(named, tests))
  c(made, Map(function(shown, lines) {
    sas_frame(shown, lapply(lines, function(line) {
      lapply(names(shown), function(c) if (is.null(line[[c]])) (if (shown[[c]] == "text") "" else NA_real_) else line[[c]])
    }))
  }, kinds, found[names(kinds)]))
}

# PROC SURVEYFREQ with a data set of the strata's totals or rates
sas_survey_frequencies_with_sizes <- function(rows, sizes, requests, ...) sas_survey_frequencies(rows, requests, sizes = sizes, ...)

# The rows of one request: cells, with the totals of rows and columns behind them; layers one after the other
sas_survey_table <- function(rows, design, names, there, columns, order, alpha, totals, levels) {
  coded <- lapply(names, function(name) {
    x <- rows[[name]][there]
    made <- sas_levels(x, design$weights[there], order, FALSE, levels[[name]])
    code <- rep(NA_integer_, nrow(rows))
    code[there] <- made$code
    list(code = code, values = x[made$row], texts = sas_shown_column(x[made$row], levels[[name]]))
  })
  title <- paste("Table", paste(names, collapse = " * "))
  k <- length(names)
  outer <- seq_len(max(k - 2, 0))
  key <- if (k > 2) do.call(paste, lapply(coded[outer], function(one) sprintf("%09d", one$code))) else rep("", nrow(rows))
  lines <- list()
  for (layer_key in sort(unique(key[there]), method = "radix")) {
    layer <- there & key == layer_key
    head <- list(Table = title)
    for (i in outer) head[[names[i]]] <- coded[[i]]$values[coded[[i]]$code[which(layer)[1]]]
    places <- function(one) c(seq_along(one$values), if (totals) NA)
    last <- coded[[k]]
    for (i in if (k > 1) places(coded[[k - 1]]) else NA) {
      in_row <- if (is.na(i)) layer else layer & coded[[k - 1]]$code %in% i
      for (j in places(last)) {
        in_column <- if (is.na(j)) layer else layer & last$code %in% j
        line <- head
        for (side in list(if (k > 1) list(k - 1, i), list(k, j))) if (!is.null(side)) {
          one <- coded[[side[[1]]]]
          line[[substr(paste0("F_", names[side[[1]]]), 1, 32)]] <- if (is.na(side[[2]])) "Total" else one$texts[side[[2]]]
          if (!is.na(side[[2]])) line[[names[side[[1]]]]] <- one$values[side[[2]]]
        }
        inside <- in_row & in_column
        cell <- sas_survey_cell(design, inside, layer, alpha, "", is.na(i) && is.na(j))
        if (k > 1 && !is.na(i)) cell <- c(cell, sas_survey_cell(design, inside, in_row, alpha, "Row", is.na(j)))
        if (k > 1 && !is.na(j)) cell <- c(cell, sas_survey_cell(design, inside, in_column, alpha, "Col", is.na(i)))
        lines[[length(lines) + 1]] <- c(line, as.list(cell[intersect(columns, names(cell))]))
      }
    }
  }
  lines
}

# Frequency, estimated total, and percentage of the base (`certain`: the base itself, which has no error)
sas_survey_cell <- function(design, inside, base, alpha, part, certain) {
  w <- design$weights
  every <- rep(TRUE, length(w))
  whole <- sum(w[base])
  share <- if (whole > 0) sum(w[inside]) / whole else NA_real_
  error <- NA_real_
  if (!certain && whole > 0) {
    of <- function(v) sas_survey_share(v[base], inside[base])
    error <- 100 * sqrt(sas_survey_spread(design, of, w * (inside - share * base) / whole, every))
  }
  df <- sas_survey_degrees(design, every)
  margin <- if (df > 0) stats::qt(1 - alpha / 2, df) * error else NA_real_
  made <- stats::setNames(
    c(100 * share, error, 100 * share - margin, 100 * share + margin), paste0(part, c("Percent", "StdErr", "LowerCL", "UpperCL"))
  )
  if (part != "") return(made)
  c(Frequency = sum(inside), WgtFreq = sum(w[inside]), StdDev = sqrt(sas_survey_spread(design, function(v) sum(v[inside]), w * inside, every)), made)
}
