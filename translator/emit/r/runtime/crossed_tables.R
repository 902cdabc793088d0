# The counts of a table of several variables, the last two of them rows and columns: list(strata = list(list(values, counts)),
# rows, columns: their levels, lost: the weight of the rows left out for a missing level, negative: is a weight below 0)
sas_crossed_levels <- function(rows, variables, weight, zeros, missing, order, levels) {
  w <- if (is.null(weight)) rep(1, nrow(rows)) else rows[[weight]]
  keep <- !is.na(w) & (zeros | w != 0)
  rows <- rows[keep, , drop = FALSE]
  w <- w[keep]
  gone <- rep(FALSE, nrow(rows))
  if (!missing) for (name in variables) gone <- gone | sas_gone(rows[[name]])
  coded <- lapply(variables, function(name) {
    found <- sas_counted_levels(rows[[name]], w, order, levels[[name]])
    there <- sort(unique(found$code[!gone])) # levels that stand beside missing ones alone are none
    list(code = match(found$code[!gone], there), values = rows[[name]][found$row[there]])
  })
  counted <- w[!gone]
  k <- length(variables)
  outer <- coded[seq_len(k - 2)]
  key <- if (k > 2) do.call(paste, lapply(outer, function(one) sprintf("%09d", one$code))) else rep("", length(counted))
  strata <- lapply(sort(unique(key), method = "radix"), function(one) {
    inside <- which(key == one)
    counts <- matrix(0, length(coded[[k - 1]]$values), length(coded[[k]]$values))
    for (i in inside) {
      at <- cbind(coded[[k - 1]]$code[i], coded[[k]]$code[i])
      counts[at] <- counts[at] + counted[i]
    }
    list(values = lapply(outer, function(level) level$values[level$code[inside[1]]]), counts = counts)
  })
  list(strata = strata, rows = coded[[k - 1]]$values, columns = coded[[k]]$values, lost = sum(w[gone]), negative = any(w < 0))
}

# The cells of a two-way table (kind 11), row by row, the total of each row (10) behind it, those of the columns (01) and of
# all (00) at the end; the place behind the last level is that of the total
sas_two_way_cells <- function(n) {
  total <- sum(n)
  by_row <- rowSums(n)
  by_column <- colSums(n)
  above <- apply(n, 2, cumsum)
  if (is.null(dim(above))) above <- matrix(above, nrow(n))
  last <- dim(n) + 1
  cells <- list()
  add <- function(row, column, kind, ...) {
    cells[[length(cells) + 1]] <<- list(row = row, column = column, kind = kind, values = c(...))
  }
  for (i in seq_along(by_row)) {
    for (j in seq_along(by_column)) {
      x <- n[i, j]
      expected <- if (total == 0) NA_real_ else by_row[i] * by_column[j] / total
      chi <- if (is.na(expected) || expected == 0) NA_real_ else (x - expected)^2 / expected
      add(i, j, "11", Frequency = x, Expected = expected, Deviation = x - expected, CellChiSquare = chi,
          Percent = sas_percent(x, total), RowPercent = sas_percent(x, by_row[i]), ColPercent = sas_percent(x, by_column[j]),
          CumColPercent = sas_percent(above[i, j], by_column[j]))
    }
    add(i, last[2], "10", Frequency = by_row[i], Percent = sas_percent(by_row[i], total))
  }
  for (j in seq_along(by_column)) {
    add(last[1], j, "01", Frequency = by_column[j], Percent = sas_percent(by_column[j], total))
  }
  add(last[1], last[2], "00", Frequency = total, Percent = sas_percent(total, total))
  cells
}

# A percentage; missing where nothing was counted
sas_percent <- function(part, whole) if (whole == 0) NA_real_ else 100 * part / whole

# Print a crossed table of PROC FREQ: a line for each combination of the levels of rows and columns, whether it occurs or not,
# and for each total. Percentages are those of the two-way tables; with negative weights there are none.
#
# shown: the values of each cell. counts: the format of frequencies, expected ones and deviations. listed: CROSSLIST, whose totals are 100 percent of their row or column
sas_show_crossed <- function(lib, rows, variables, shown = c("Frequency", "Percent", "RowPercent", "ColPercent"), title = "",
                             listed = FALSE, weight = NULL, zeros = FALSE, missing = FALSE, order = "unformatted",
                             levels = list(), by = character(0), counts = NULL) {
  headings <- c(Frequency = "Frequency", Expected = "Expected", Deviation = "Deviation", CellChiSquare = "Cell Chi-Square",
                TotalPercent = "Total Percent", Percent = "Percent", RowPercent = "Row Percent",
                ColPercent = "Column Percent", CumColPercent = "Cumulative Column Percent")
  for (group in sas_groups_of(rows, by, title, levels)) {
    crossed <- sas_crossed_levels(rows[group$rows, , drop = FALSE], variables, weight, zeros, missing, order, levels)
    if (!length(crossed$strata)) next # where all levels are missing nothing is printed
    kept <- if (crossed$negative) shown[!endsWith(shown, "Percent")] else shown
    columns <- c(variables, unname(headings[kept]))
    lines <- c(sas_crossed_lines(crossed, variables, kept, listed, levels, counts), sas_missing_note(crossed$lost, length(columns)))
    sas_show(lib, "FREQ", if (listed) "CrossList" else "CrossTabFreqs", group$title, columns, lines)
  }
}

# The lines of a printed crossed table
sas_crossed_lines <- function(crossed, variables, shown, listed, levels, counts) {
  k <- length(variables)
  heads <- Map(function(name, x) c(sas_shown_column(x, levels[[name]]), "Total"), variables[c(k - 1, k)], crossed[c("rows", "columns")])
  whole <- sum(vapply(crossed$strata, function(one) sum(one$counts), 1))
  lines <- list()
  for (stratum in crossed$strata) {
    front <- unlist(Map(function(name, x) sas_shown_column(x, levels[[name]]), variables[seq_len(k - 2)], stratum$values))
    for (cell in sas_two_way_cells(stratum$counts)) {
      values <- cell$values
      values[["TotalPercent"]] <- sas_percent(values[["Frequency"]], whole)
      if (listed && cell$kind %in% c("10", "01")) {
        values[[if (cell$kind == "10") "RowPercent" else "ColPercent"]] <- sas_percent(values[["Frequency"]], values[["Frequency"]])
      }
      texts <- vapply(shown, function(name) if (name %in% names(values)) sas_crossed_text(name, values[[name]], counts) else "", "")
      lines[[length(lines) + 1]] <- unname(c(front, heads[[1]][cell$row], heads[[2]][cell$column], texts))
    }
  }
  lines
}

# A value of a cell as it is printed: frequencies by BEST6., from a million on by BEST7., percentages with two decimals
sas_crossed_text <- function(name, value, counts) {
  if (!is.null(counts) && name %in% c("Frequency", "Expected", "Deviation")) return(sas_shown_column(value, counts))
  if (is.na(value)) return(".")
  if (endsWith(name, "Percent")) return(sas_fixed(value, 2))
  trimws(sas_best(value, if (name == "Frequency" && value >= 1e6) 7 else 6), whitespace = " ")
}
