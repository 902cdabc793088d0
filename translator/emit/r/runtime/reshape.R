# What names a column for formatted numbers: 1.5 is 1D5, -2 is N2. What does not look like a number is as it is
sas_number_name <- function(text) {
  constant <- grepl("^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$", text)
  ifelse(constant, chartr(".+-", "DPN", text), text)
}

# A variable's name made of values: "New York" is New_York, 2020-01-01 is _2020_01_01
sas_column_name <- function(text) {
  text <- trimws(text, whitespace = " ")
  text <- substr(gsub("[^A-Za-z0-9_]", "_", text), 1, 32)
  ifelse(text == "" | grepl("^[0-9]", text), paste0("_", text), text)
}

# PROC TRANSPOSE: a row for each variable in each BY group, a column for each row of the group.
#
# ids: variables whose formatted values name the columns (in order of first appearance); without them COL1, COL2 …
# let: of a repeated name the last value counts; else it stops the step. as_text: values become text, numbers
# of this width, right-aligned.
# any_names: the values are names as they are (VALIDVARNAME=ANY).
# drop, keep, rename: of the columns that are made, names in lower case; "a:" stands for all that begin so
sas_transpose <- function(rows, variables, by = character(0), ids = character(0), copies = character(0), prefix = "",
                          suffix = "", delimiter = "", name = "_NAME_", labels = list(), label = "", let = FALSE,
                          as_text = FALSE, width = 12, levels = list(), drop = character(0), keep = NULL, rename = list(),
                          hidden = character(0), any_names = FALSE) {
  if (is.null(variables)) {  # all numeric columns that have no other part to play
    variables <- setdiff(names(rows)[vapply(rows, is.numeric, TRUE)], c(by, ids, copies, hidden))
  }
  n <- nrow(rows)
  gone <- rep(FALSE, n)
  for (id in ids) gone <- gone | sas_gone(rows[[id]])
  if (any(gone)) sas_log(paste0("WARNING: ", sum(gone), " observations omitted due to missing ID values."))
  run <- sas_runs(rows, by)
  if (length(ids)) {
    parts <- lapply(ids, function(id) {
      shown <- sas_shown_column(rows[[id]], levels[[id]])
      if (is.numeric(rows[[id]]) && !any_names) sas_number_name(shown) else shown
    })
    names <- if (n) paste0(prefix, do.call(paste, c(parts, sep = delimiter)), suffix) else character(0)
    names <- if (any_names) substr(trimws(names, whitespace = " "), 1, 32) else sas_column_name(names)
  } else {
    place <- if (n) ave(seq_len(n), run, FUN = seq_along) else integer(0)
    names <- paste0(rep(if (prefix == "") "COL" else prefix, n), place, rep(suffix, n))
  }
  order <- names[!gone]
  order <- order[!duplicated(tolower(order))]
  cells <- lapply(variables, function(v) {
    x <- rows[[v]]
    if (as_text && is.numeric(x)) formatC(sas_shown_column(x, levels[[v]]), width = width) else x
  })
  parts <- lapply(if (n || length(by)) sas_rows_of_groups(run) else list(integer(0)), function(inside) {
    used <- inside[!gone[inside]]
    key <- tolower(names[used])
    for (twice in names[used][duplicated(key)]) {
      place <- if (length(by)) "same BY group" else "input data set"
      message <- paste0("The ID value \"", twice, "\" occurs twice in the ", place, ".")
      if (!let) sas_stop("R0111", paste0("ERROR: ", message))
      sas_log(paste0("WARNING: ", message))
    }
    turns <- seq_len(max(length(variables), if (length(copies)) length(inside) else 0))
    made <- lapply(by, function(x) rep(rows[[x]][inside[1]], length(turns)))
    made <- c(made, lapply(copies, function(x) {
      value <- rows[[x]][inside[turns]]
      if (is.character(value)) value[is.na(value)] <- ""
      value
    }))
    variable <- variables[turns]
    variable[is.na(variable)] <- ""
    made <- c(made, list(variable))
    if (label != "") {
      made <- c(made, list(vapply(variable, function(v) if (is.null(labels[[v]])) "" else labels[[v]], "", USE.NAMES = FALSE)))
    }
    latest <- length(key) + 1 - match(tolower(order), rev(key))
    c(made, lapply(latest, function(place) {
      unlist(lapply(turns, function(turn) {
        if (turn > length(variables) || is.na(place)) return(if (as_text) "" else NA_real_)
        cells[[turn]][used[place]]
      }))
    }))
  })
  columns <- c(by, copies, name, if (label != "") label, order)
  text <- c(vapply(c(by, copies), function(x) is.character(rows[[x]]), TRUE), TRUE, if (label != "") TRUE,
            rep(as_text, length(order)))
  result <- lapply(seq_along(columns), function(i) {
    values <- unlist(lapply(parts, `[[`, i))
    if (text[i]) as.character(values) else as.numeric(values)
  })
  renamed <- vapply(columns, function(x) if (is.null(rename[[tolower(x)]])) x else rename[[tolower(x)]], "", USE.NAMES = FALSE)
  stays <- !sas_in_names(columns, drop) & (if (is.null(keep)) TRUE else sas_in_names(columns, keep))
  tibble::as_tibble(stats::setNames(result[stays], renamed[stays]), .name_repair = "minimal")
}

# Are names in a list in lower case? "a:" stands for all names that begin so
sas_in_names <- function(names, wanted) {
  found <- tolower(names) %in% wanted
  for (one in wanted[endsWith(wanted, ":")]) found <- found | startsWith(tolower(names), sub(":$", "", one))
  found
}
