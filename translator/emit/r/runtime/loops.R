# `do i = from to to by step`: the values of a counted loop, always doubles, none where the loop never runs
sas_seq <- function(from, to, step = 1) {
  if (is.na(from) || is.na(to) || is.na(step) || step == 0) {
    sas_stop("R0430", "ERROR: Invalid DO loop control information, either the INITIAL or TO expression is missing or the BY expression is missing, zero, or invalid.")
  }
  if ((step > 0 && from > to) || (step < 0 && from < to)) return(numeric(0))
  from + step * seq(0, floor((to - from) / step))
}

# A bound of a DO loop: a missing one stops the step
sas_bound <- function(x) {
  if (is.na(x)) sas_seq(NA, NA)
  x
}

# `do name = from to to by step` around OUTPUT: each row once for each turn, with the turn's value in a column
# The step is added again and again, as SAS does. The bounds are values of the rows' columns.
sas_each_turn <- function(rows, name, from, to, step = 1) {
  value <- rep_len(as.numeric(eval(substitute(from), rows, parent.frame())), nrow(rows))
  last <- rep_len(as.numeric(eval(substitute(to), rows, parent.frame())), nrow(rows))
  if (anyNA(value) || anyNA(last)) sas_seq(NA, NA)
  places <- values <- list()
  place <- seq_len(nrow(rows))
  repeat {
    goes_on <- if (step > 0) value <= last else value >= last
    place <- place[goes_on]
    value <- value[goes_on]
    last <- last[goes_on]
    if (length(place) == 0) break
    places[[length(places) + 1]] <- place
    values[[length(values) + 1]] <- value
    value <- value + step
  }
  every <- as.integer(unlist(places))
  in_order <- order(every)
  made <- rows[every[in_order], ]
  made[[name]] <- as.numeric(unlist(values))[in_order]
  made
}

# Which rows of keys stand in a table with columns of their names; missing equals missing
sas_has_key <- function(keys, table) !is.na(vctrs::vec_match(keys, table[names(keys)]))

# An element of an array: in each row the value of the column with that number
sas_pick <- function(columns, place) as.matrix(columns)[cbind(seq_len(nrow(columns)), place)]

# What one of the program's own functions returns for each row; an argument is a column, or the same for all rows
sas_by_rows <- function(f, empty, ...) {
  if (!...length()) return(f())
  c(empty, unlist(mapply(f, ..., SIMPLIFY = FALSE, USE.NAMES = FALSE)))
}

# The position of a subscript in an array with these bounds; outside SAS stops
sas_at <- function(subscript, low, high, where = NULL) {
  place <- trunc(subscript)
  if (is.na(place) || place < low || place > high) {
    sas_stop("R0107", paste0("ERROR: Array subscript out of range", if (!is.null(where)) paste0(" at line ", where), "."))
  }
  place - low + 1
}

# The queue of one LAG or DIF in the program, as long as n: `sas_push` puts a value in and takes the oldest out
# The variables of a step, in its order, as CALL VNEXT tells them
sas_variables <- function(names, types, lengths) {
  known <- new.env()
  known$names <- names
  known$types <- types
  known$lengths <- lengths
  known$told <- 0
  known
}

# Name, type and length of the next variable: of the first one after a blank; blank after the last one
sas_variable_after <- function(known, name) {
  known$told <- if (trimws(name) == "") 1 else known$told + 1
  if (known$told > length(known$names)) return(list("", "", 0))
  list(known$names[known$told], known$types[known$told], known$lengths[known$told])
}

sas_queue <- function(n, empty = NA_real_) {
  queue <- new.env()
  queue$values <- rep(empty, n)
  queue$at <- 1
  queue$n <- n
  queue
}

sas_push <- function(queue, x) {
  oldest <- queue$values[queue$at]
  queue$values[queue$at] <- x
  queue$at <- queue$at %% queue$n + 1
  oldest
}

# DIF: the value less the one that leaves the queue
sas_push_dif <- function(queue, x) x - sas_plain(sas_push(queue, x))

# The table of a row loop from its columns; no infinite number leaves a step
sas_table <- function(..., .rows = NULL) {
  columns <- list(...)
  for (name in names(columns)) {
    x <- columns[[name]]
    if (!is.character(x)) {
      x <- as.numeric(x)
      sas_must_be_finite(x, paste("A value of", name))
      x[is.nan(x)] <- NA_real_
      columns[[name]] <- x
    }
  }
  tibble::new_tibble(columns, nrow = if (length(columns)) length(columns[[1]]) else if (is.null(.rows)) 0 else .rows)
}

# The value of a loop's index after the loop: the first one not used
sas_after <- function(from, to, step = 1) {
  values <- sas_seq(from, to, step)
  if (length(values)) values[length(values)] + step else from
}

# A condition that may be missing where the loop's index is: then the loop ends
sas_true <- function(x) isTRUE(x)
