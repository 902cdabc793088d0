# A value without a format, as PROCs print it: BESTw. without blanks
sas_shown <- function(x, width = 12) {
  trimws(if (is.character(x)) x else sas_best(x, width), whitespace = " ")
}

# A column's cells as printed, with its format if it has one
sas_shown_column <- function(x, level = NULL, width = 12) {
  if (is.null(level)) sas_shown(x, width) else trimws(level(x), whitespace = " ")
}

sas_headings <- c(
  n = "N", nmiss = "N Miss", sumwgt = "Sum Wgts", sum = "Sum", mean = "Mean", min = "Minimum", max = "Maximum",
  range = "Range", uss = "USS", css = "Corrected SS", var = "Variance", std = "Std Dev", stddev = "Std Dev",
  stderr = "Std Error", stdmean = "Std Error", cv = "Coeff of Variation", skewness = "Skewness", skew = "Skewness",
  kurtosis = "Kurtosis", kurt = "Kurtosis", t = "t Value", probt = "Pr > |t|", prt = "Pr > |t|",
  lclm = "Lower 95% CL for Mean", uclm = "Upper 95% CL for Mean", mode = "Mode", median = "Median", p50 = "50th Pctl",
  q1 = "Lower Quartile", p25 = "25th Pctl", q3 = "Upper Quartile", p75 = "75th Pctl",
  qrange = "Quartile Range", p1 = "1st Pctl"
)

# A statistic as PROC MEANS prints it: counts whole, others with MAXDEC=, or with 7 decimals below 1000, 2 from there on,
# BEST12. where these do not fit; a zero is 0
sas_statistic_cell <- function(name, value, decimals = NULL) {
  if (is.na(value)) return(".")
  if (name %in% c("n", "nmiss")) return(sas_shown(value))
  if (name %in% c("probt", "prt")) return(if (value < 0.0001) "<.0001" else sas_fixed(value, 4))
  sas_must_be_finite(value, paste("The statistic", toupper(name)))
  if (!is.null(decimals)) return(sas_fixed(value, decimals))
  if (value == 0) return("0")
  text <- sas_fixed(value, if (abs(value) < 1000) 7 else 2)
  if (nchar(text) <= 12 && abs(value) >= 1e-7) text else sas_shown(value)
}

# Title and rows of each BY group; one group where there is no BY. `levels`: formats of BY variables
sas_groups_of <- function(rows, by, title, levels = list()) {
  if (!length(by)) return(list(list(title = title, rows = seq_len(nrow(rows)))))
  run <- sas_runs(rows, by)
  lapply(sas_rows_of_groups(run), function(inside) {
    first <- inside[1]
    shown <- vapply(by, function(name) paste0(name, "=", sas_shown_column(rows[[name]][first], levels[[name]])), "")
    list(title = paste(shown, collapse = " "), rows = inside)
  })
}

# Print the statistics of PROC MEANS: a line for each variable (`labels`: variable = label) of each group.
# The columns of `rows` are named variable|statistic
sas_show_summary <- function(lib, rows, proc, classes, labels, statistics, title = "", decimals = NULL, levels = list(),
                             by = character(0), alpha = 0.05, types = NULL, row_counts = TRUE) {
  if (sum(rows[["_FREQ_"]]) == 0) return(invisible(NULL))  # no observations: nothing is printed
  with_labels <- any(unlist(labels) != "")
  headings <- ifelse(statistics %in% names(sas_headings), sas_headings[statistics], paste0(sub("^p", "", statistics), "th Pctl"))
  headings <- sub("95%", sprintf("%g%%", 100 * (1 - alpha)), headings, fixed = TRUE)
  n <- length(classes)
  for (group in sas_groups_of(rows, by, title, levels)) for (type in if (is.null(types)) 2^n - 1 else types) {
    active <- classes[bitwAnd(type, 2^(n - seq_len(n))) > 0]
    counted <- !length(labels) || (length(active) && row_counts)  # PROC SUMMARY without VAR counts the rows
    columns <- c(active, if (counted) "N Obs")
    if (length(labels)) columns <- c(columns, "Variable", if (with_labels) "Label", unname(headings))
    lines <- list()
    places <- if (is.null(types)) group$rows else group$rows[rows[["_TYPE_"]][group$rows] == type]
    for (place in places) {
      head <- vapply(active, function(name) sas_shown_column(rows[[name]][place], levels[[name]]), "")
      if (counted) head <- c(head, sas_shown(rows[["_FREQ_"]][place]))
      if (!length(labels)) lines[[length(lines) + 1]] <- unname(head)
      for (variable in names(labels)) {
        cells <- vapply(statistics, function(s) {
          sas_statistic_cell(s, rows[[paste0(variable, "|", s)]][place], decimals)
        }, "")
        lines[[length(lines) + 1]] <- unname(c(head, variable, if (with_labels) labels[[variable]], cells))
      }
    }
    if (length(lines) || !length(active)) sas_show(lib, proc, "Summary", group$title, columns, lines)
  }
}

# Print a table of PROC FREQ with cumulated counts: one-way, or the list of combinations of several variables. missing:
# missing values are levels as others, else the last line says how often there are any. hidden: nocum, nopercent. most: how
# many levels are printed. gaps: missing ones are printed too, with their counts. Tables without percentages (negative weights) show the counts alone.
sas_show_counts <- function(
  lib, rows, variables, title = "", hidden = character(0), most = Inf, gaps = FALSE, levels = list(), by = character(0), missing = FALSE
) {
  gone <- !missing & Reduce(`|`, lapply(variables, function(name) sas_gone(rows[[name]])))
  name <- if (length(variables) == 1) "OneWayFreqs" else "List"
  for (group in sas_groups_of(rows, by, title, levels)) {
    part <- rows[group$rows[!gone[group$rows]], , drop = FALSE]
    if (!nrow(part)) next # where all levels are missing nothing is printed
    texts <- lapply(variables, function(name) sas_shown_column(part[[name]], levels[[name]]))
    counts <- part[[sas_added("COUNT", variables)]]
    columns <- sas_summed_columns(counts, hidden)
    if (all(is.na(part[[sas_added("PERCENT", variables)]])) && any(counts != 0)) columns <- columns[!endsWith(names(columns), "Percent")]
    every <- c(texts, unname(columns))
    lines <- lapply(seq_len(min(nrow(part), most)), function(k) vapply(every, `[`, "", k))
    left_out <- group$rows[gone[group$rows]]
    lost <- sum(rows[[sas_added("COUNT", variables)]][left_out])
    if (gaps && length(left_out)) {
      texts <- lapply(variables, function(name) sas_shown_column(rows[[name]][left_out], levels[[name]]))
      bare <- c(texts, list(sas_shown(rows[[sas_added("COUNT", variables)]][left_out], 8)))
      more <- lapply(seq_along(left_out), function(k) c(vapply(bare, `[`, "", k), rep(".", length(columns) - 1)))
      places <- c(group$rows[!gone[group$rows]][seq_along(lines)], left_out)
      lines <- c(lines, more)[base::order(places)]
    }
    sas_show(lib, "FREQ", name, group$title, c(variables, names(columns)), c(lines, sas_missing_note(lost, length(every))))
  }
}

# The line below a table of PROC FREQ that says how often a level is missing, none where it never is
sas_missing_note <- function(lost, width) {
  if (lost) list(c(paste("Frequency Missing =", sas_shown(lost, 8)), rep("", width - 1)))
}

# The columns of a one-way table or a list: counts, percentages, and both cumulated
sas_summed_columns <- function(counts, hidden) {
  running <- cumsum(counts)
  made <- list("Frequency" = sas_shown(counts, 8), "Percent" = sas_shares(counts, sum(counts)))
  if (!"nocum" %in% hidden) {
    made[["Cumulative Frequency"]] <- sas_shown(running, 8)
    made[["Cumulative Percent"]] <- sas_shares(running, sum(counts))
  }
  if ("nopercent" %in% hidden) made[!grepl("Percent", names(made))] else made
}

# Percentages as PROC FREQ prints them: a period where nothing was counted
sas_shares <- function(parts, totals) {
  share <- ifelse(parts * 0 + totals == 0, NA, parts / totals * 100)
  replace(rep(".", length(share)), !is.na(share), sas_fixed(share[!is.na(share)], 2))
}

# PROC PRINT: the columns (`headings`: column = heading) as text; a table for each BY group.
#
# sums: columns with totals: of the report, and of each BY group of several rows, up to the variable `sum_by`.
# count: the text before the number of rows at the end of each table, count_all: that of all tables at the end. once: columns
# shown in the first row of a table only.
# A column .obs holds the numbers of rows, where not all are there. `abc:` among headings and sums: the columns named so
sas_show_rows <- function(lib, rows, headings, levels = list(), numbered = "Obs", by = character(0), sums = character(0),
                          sum_by = "", count = "", count_all = "", once = character(0), title = "", every = FALSE, ids = character(0),
                          others = NULL) {
  observations <- if (is.null(rows[[".obs"]])) seq_len(nrow(rows)) else rows[[".obs"]]
  rows[[".obs"]] <- NULL
  if (every) {  # all columns but those of `by`, `ids` first; numbers without a heading here by the format `others`
    rest <- setdiff(names(rows), c(names(headings), by))
    shown <- union(ids, names(rows)[names(rows) %in% c(names(headings), rest)])
    headings <- c(headings, stats::setNames(as.list(rest), rest))[shown]
    if (!is.null(others)) for (name in rest) if (is.numeric(rows[[name]])) levels[[name]] <- others
  }
  named <- names(headings)
  matching <- function(key) {  # the columns that `abc:` stands for, but those that are named themselves
    setdiff(names(rows)[startsWith(tolower(names(rows)), tolower(sub(":$", "", key)))], named)
  }
  several <- function(keys) unlist(lapply(keys, function(key) if (endsWith(key, ":")) matching(key) else key))
  if (any(endsWith(c(named, sums), ":"))) {
    sums <- several(sums)
    rest <- setdiff(several(named), named)
    headings <- c(headings, stats::setNames(as.list(rest), rest))[several(named)]
    if (!is.null(others)) for (name in rest) if (is.numeric(rows[[name]])) levels[[name]] <- others
  }
  cells <- lapply(names(headings), function(name) sas_shown_column(rows[[name]], levels[[name]]))
  columns <- c(if (numbered != "") numbered, unlist(headings, use.names = FALSE))
  totals <- function(label, places, same = character(0)) {
    line <- vapply(seq_along(headings), function(position) {
      name <- names(headings)[position]
      if (name %in% sums) return(sas_shown_column(sum(rows[[name]][places], na.rm = TRUE), levels[[name]]))
      # BY variables that are ID variables tell the group by their values
      if (length(by) && all(by %in% once)) return(if (name %in% same) cells[[position]][places[1]] else "")
      if (numbered == "" && position == 1) label else ""
    }, "")
    c(if (numbered != "") label, line)
  }
  groups <- sas_groups_of(rows, by, title, levels)
  keys <- lapply(seq_along(by), function(width) do.call(paste, lapply(by[seq_len(width)], function(name) sas_codes(rows[[name]]))))
  for (number in seq_along(groups)) {
    group <- groups[[number]]
    lines <- lapply(group$rows, function(place) {
      line <- vapply(cells, `[`, "", place)
      if (place != group$rows[1]) line[seq_along(once)] <- ""
      c(if (numbered != "") format(observations[place], scientific = FALSE), line)
    })
    end <- group$rows[length(group$rows)]
    if (length(sums) && length(group$rows) && length(by)) {
      depth <- if (sum_by == "") length(by) else match(sum_by, by)
      for (width in rev(seq_along(by))) {
        key <- keys[[width]]
        last <- number == length(groups) || key[end + 1] != key[end]
        same <- seq(max(0, which(key[seq_len(end)] != key[end])) + 1, end)
        if (last && width <= depth && length(same) > 1) lines[[length(lines) + 1]] <- totals(by[width], same, by[seq_len(width)])
      }
    }
    if (length(sums) && length(group$rows) && number == length(groups)) {
      lines[[length(lines) + 1]] <- totals("", seq_len(nrow(rows)))
    }
    if (count != "" && length(group$rows)) {
      lines[[length(lines) + 1]] <- c(paste0(count, length(group$rows)), rep("", length(columns) - 1))
    }
    if (count_all != "" && length(group$rows) && number == length(groups)) {
      lines[[length(lines) + 1]] <- c(paste0(count_all, nrow(rows)), rep("", length(columns) - 1))
    }
    sas_show(lib, "PRINT", "Print", group$title, columns, lines)
  }
}

# ROUND of PROC PRINT: numbers rounded to units, before they are shown and added
sas_rounded_columns <- function(rows, units) {
  for (name in names(units)) {
    known <- !is.na(rows[[name]])
    rows[[name]][known] <- sas_round(rows[[name]][known], units[[name]])
  }
  rows
}

# PROC CONTENTS: c(name, type, length, format, informat, label) of each variable, in order of names.
# The value is the printed table as a data set, as ODS OUTPUT makes it.
sas_show_contents <- function(lib, columns, by_position = FALSE, member = "", title = "") {
  names <- c("#", "Variable", "Type", "Len", "Format", "Informat", "Label")
  lines <- lapply(seq_along(columns), function(place) c(as.character(place), columns[[place]]))
  if (!by_position) lines <- lines[order(toupper(vapply(lines, `[`, "", 2)), method = "radix")]
  used <- c(1:4, Filter(function(place) any(vapply(lines, `[`, "", place) != ""), 5:7))
  kind <- if (by_position) "Position" else "Variables"
  sas_show(lib, "CONTENTS", kind, title, names[used], lapply(lines, `[`, used))
  made <- list(Member = rep(member, length(lines)))
  for (place in used) {
    values <- vapply(lines, `[`, "", place)
    made[[if (place == 1) "Num" else names[place]]] <- if (place %in% c(1, 4)) as.numeric(values) else values
  }
  invisible(tibble::as_tibble(made))
}

# PROC CONTENTS OUT=: one row a variable, in order of names.
# The columns that describe SAS's file are those of a plain data set; when it was made is not known (missing).
# sort_keys is the sort indicator ("-" before a descending key), sort_marks how it was set.
sas_contents_table <- function(library, member, label, columns, rows, sort_keys = character(), sort_marks = character(),
                               indexes = list()) {
  part <- function(place) vapply(columns, `[`, "", place)
  number <- function(text) ifelse(text == "", 0, suppressWarnings(as.numeric(text)))
  split_format <- function(text) {
    body <- sub("[.].*$", "", text)
    name <- sub("[0-9]+$", "", body)
    list(toupper(name), number(substring(body, nchar(name) + 1)), number(sub("^[^.]*[.]?", "", text)))
  }
  shown <- split_format(part(4))
  read <- split_format(part(5))
  n <- length(columns)
  numeric <- part(2) == "Num"
  size <- as.numeric(part(3))
  before <- function(sizes) cumsum(sizes) - sizes
  npos <- ifelse(numeric, before(size * numeric), sum(size[numeric]) + before(size * !numeric))
  key <- tolower(part(1))
  place <- match(key, sub("^-", "", sort_keys))
  asserted <- "asserted" %in% sort_marks
  sorted <- length(sort_keys) > 0
  usage <- vapply(key, function(name) {
    alone <- lengths(Filter(function(names) name %in% names, indexes)) == 1
    if (!length(alone)) "NONE" else if (all(alone)) "SIMPLE" else if (any(alone)) "BOTH" else "COMPOSITE"
  }, "", USE.NAMES = FALSE)
  yes <- function(mark) if (sorted && mark %in% sort_marks) "YES" else "NO"
  made <- tibble::tibble(
    LIBNAME = rep(library, n), MEMNAME = member, MEMLABEL = label, TYPEMEM = "", NAME = part(1),
    TYPE = ifelse(numeric, 1, 2), LENGTH = size, VARNUM = as.numeric(seq_len(n)), LABEL = part(6),
    FORMAT = shown[[1]], FORMATL = shown[[2]], FORMATD = shown[[3]],
    INFORMAT = read[[1]], INFORML = read[[2]], INFORMD = read[[3]],
    JUST = as.numeric(numeric), NPOS = npos, NOBS = as.numeric(rows), ENGINE = "V9",
    CRDATE = NA_real_, MODATE = NA_real_, DELOBS = 0, IDXUSAGE = usage, MEMTYPE = "DATA",
    IDXCOUNT = as.numeric(length(indexes)), PROTECT = "---", FLAGS = "---", COMPRESS = "NO", REUSE = "NO",
    SORTED = if (sorted) as.numeric(!asserted) else NA_real_,
    SORTEDBY = ifelse(startsWith(sort_keys[place], "-"), -place, place) + 0,
    CHARSET = if (sorted && !asserted) "ASCII" else "", COLLATE = "",
    NODUPKEY = yes("nodupkey"), NODUPREC = yes("noduprec"), ENCRYPT = "NO", POINTOBS = "YES",
    GENMAX = 0, GENNUM = NA_real_, GENNEXT = NA_real_, TRANSCOD = "YES"
  )
  made[order(toupper(made$NAME), method = "radix"), ]
}
