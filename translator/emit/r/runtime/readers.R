# Where a reader puts values: "x" is a variable of the step, "m[3]" the third element of the vector m
sas_places <- function(names, into) {
  target <- names
  known <- names %in% names(into)
  target[known] <- unlist(into[names[known]])
  list(
    name = sub("\\[.*", "", target),
    index = as.integer(ifelse(grepl("[", target, fixed = TRUE), gsub(".*\\[|\\]", "", target), 0))
  )
}

# Put values into the step's variables; values and places in the same order
sas_put_into <- function(pdv, places, values) {
  for (j in seq_along(values)) {
    if (places$index[j] == 0) {
      assign(places$name[j], values[[j]], envir = pdv)
    } else {
      whole <- get(places$name[j], envir = pdv)
      whole[places$index[j]] <- values[[j]]
      assign(places$name[j], whole, envir = pdv)
    }
  }
}

# The values of the step's variables at these places
sas_get_from <- function(pdv, places) {
  values <- vector("list", length(places$name))
  for (j in seq_along(values)) {
    value <- get(places$name[j], envir = pdv)
    values[[j]] <- if (places$index[j] == 0) value else value[places$index[j]]
  }
  values
}

# The inputs of a reader: their columns, where these go, and what they are when nothing was read
sas_reader <- function(pdv, tables, into, flags) {
  reader <- new.env()
  reader$pdv <- pdv
  reader$columns <- lapply(tables, as.list)
  reader$places <- lapply(tables, function(rows) sas_places(names(rows), into))
  reader$plain <- vapply(reader$places, function(places) all(places$index == 0), TRUE)
  reader$flags <- flags
  reader$at <- 0
  reader$empty <- lapply(tables, function(rows) lapply(rows, function(x) if (is.character(x)) "" else NA_real_))
  sas_forget(reader)
  for (flag in setdiff(flags, "")) assign(flag, FALSE, envir = pdv)
  reader
}

# Fill the variables from row i of input j
sas_take_row <- function(reader, j, i) {
  columns <- reader$columns[[j]]
  places <- reader$places[[j]]
  if (reader$plain[j]) {
    names <- places$name
    pdv <- reader$pdv
    for (k in seq_along(names)) assign(names[k], columns[[k]][i], envir = pdv)
  } else {
    sas_put_into(reader$pdv, places, lapply(columns, `[`, i))
  }
}

# Forget the values of every input
sas_forget <- function(reader, inputs = seq_along(reader$columns)) {
  for (j in inputs) sas_put_into(reader$pdv, reader$places[[j]], reader$empty[[j]])
}

# FIRST. and LAST. columns for the wanted keys; `first` and `last` are c(key = "variable of the step")
sas_edges <- function(keys, first, last) {
  edges <- list()
  names_ <- sub("^-", "", names(keys))
  for (key in names(first)) {
    edges[[first[[key]]]] <- do.call(sas_first, unname(keys[seq_len(match(key, names_))]))
  }
  for (key in names(last)) {
    edges[[last[[key]]]] <- do.call(sas_last, unname(keys[seq_len(match(key, names_))]))
  }
  edges
}

# Say how the row just read stands: IN=, FIRST., LAST., END=
sas_mark <- function(reader, present) {
  k <- reader$at
  if (length(reader$flags)) {
    for (j in seq_along(reader$flags)) {
      if (reader$flags[j] != "") assign(reader$flags[j], present[j], envir = reader$pdv)
    }
  }
  for (name in names(reader$edges)) assign(name, reader$edges[[name]][k], envir = reader$pdv)
  if (!is.null(reader$end)) assign(reader$end, k == reader$n, envir = reader$pdv)
}

# SET: the rows of the tables one after the other, or interleaved by the keys `by`.
# Each `reader$read()` fills the variables of the step from the next row and is FALSE when there is none.
# SAS keeps what it read until the next read; another data set or BY group starts with missing values
sas_set_reader <- function(pdv, tables, by = NULL, into = NULL, flags = NULL, first = NULL, last = NULL, end = NULL,
                           indsname = NULL, names = NULL, curobs = NULL, groups = NULL) {
  reader <- sas_reader(pdv, tables, into, flags)
  sizes <- vapply(tables, nrow, numeric(1))
  input <- rep(seq_along(tables), sizes)
  row <- unlist(lapply(sizes, seq_len))
  if (length(by)) {
    keys <- lapply(setNames(by, by), function(key) {
      unlist(lapply(tables, function(rows) rows[[sub("^-", "", key)]]), use.names = FALSE)
    })
    if (length(tables) > 1) {
      sorting <- unlist(Map(function(x, key) sas_keys(x, startsWith(key, "-")), keys, by), recursive = FALSE)
      turn <- do.call(order, c(unname(sorting), method = "radix"))
      input <- input[turn]
      row <- row[turn]
      keys <- lapply(keys, `[`, turn)
    }
    if (!is.null(groups)) keys <- groups  # GROUPFORMAT: runs of equal formatted values
    reader$edges <- sas_edges(keys, first, last)
    reader$starts <- do.call(sas_first, unname(keys))
  }
  for (name in c(first, last)) assign(name, TRUE, envir = pdv)
  if (!is.null(indsname)) assign(indsname, "", envir = pdv)
  if (!is.null(curobs)) assign(curobs, 0, envir = pdv)
  reader$end <- end
  reader$n <- length(row)
  if (!is.null(end)) assign(end, reader$n == 0, envir = pdv)
  several <- length(tables) > 1
  reader$read <- function() {
    if (reader$at >= reader$n) return(FALSE)
    reader$at <- reader$at + 1
    k <- reader$at
    if (several && k > 1 && (input[k] != input[k - 1] || (length(by) && reader$starts[k]))) sas_forget(reader)
    sas_take_row(reader, input[k], row[k])
    sas_mark(reader, seq_along(tables) == input[k])
    if (!is.null(indsname)) assign(indsname, names[input[k]], envir = pdv)
    if (!is.null(curobs)) assign(curobs, as.numeric(row[k]), envir = pdv)
    TRUE
  }
  reader
}

# SET … KEY=: `reader$read()` fills the variables from the row whose `key` columns equal the step's variables; the
# same values again give the next such row (with `unique` always the first); `reader$failed` where there is none
sas_key_reader <- function(pdv, tables, key, unique = FALSE, into = NULL, flags = NULL, indsname = NULL, names = NULL,
                           curobs = NULL) {
  reader <- sas_reader(pdv, tables, into, flags)
  if (!is.null(indsname)) assign(indsname, "", envir = pdv)
  if (!is.null(curobs)) assign(curobs, 0, envir = pdv)
  places <- sas_places(key, into)
  texts <- sas_hash_key(unname(as.list(tables[[1]][key])))
  known <- split(seq_along(texts), texts)
  previous <- NULL
  used <- 0
  reader$read <- function() {
    text <- sas_hash_key(sas_get_from(pdv, places))
    if (unique || !identical(text, previous)) used <<- 0
    previous <<- text
    rows <- known[[text]]
    reader$failed <- used >= length(rows)
    if (reader$failed) {
      used <<- 0
      return(FALSE)
    }
    used <<- used + 1
    sas_take_row(reader, 1, rows[used])
    sas_mark(reader, TRUE)
    if (!is.null(indsname)) assign(indsname, names, envir = pdv)
    if (!is.null(curobs)) assign(curobs, as.numeric(rows[used]), envir = pdv)
    TRUE
  }
  reader
}

# SET … POINT=: `reader$read(k)` fills the variables from row k; FALSE where there is no such row
sas_point_reader <- function(pdv, tables, into = NULL, flags = NULL, indsname = NULL, names = NULL, curobs = NULL) {
  reader <- sas_reader(pdv, tables, into, flags)
  if (!is.null(indsname)) assign(indsname, "", envir = pdv)
  if (!is.null(curobs)) assign(curobs, 0, envir = pdv)
  sizes <- vapply(tables, nrow, numeric(1))
  input <- rep(seq_along(tables), sizes)
  row <- unlist(lapply(sizes, seq_len))
  reader$n <- length(row)
  reader$read <- function(k) {
    reader$failed <- is.na(k) || k < 1 || trunc(k) > reader$n
    if (reader$failed) return(FALSE)
    reader$at <- trunc(k)
    sas_take_row(reader, input[reader$at], row[reader$at])
    sas_mark(reader, seq_along(tables) == input[reader$at])
    if (!is.null(indsname)) assign(indsname, names[input[reader$at]], envir = pdv)
    if (!is.null(curobs)) assign(curobs, as.numeric(row[reader$at]), envir = pdv)
    TRUE
  }
  reader
}

# MERGE: rows of the same BY group side by side; the values of the last row of a shorter one stay.
# Without `by`: row beside row, missing where a table has no more
sas_merge_reader <- function(pdv, tables, by = NULL, into = NULL, flags = NULL, first = NULL, last = NULL,
                             end = NULL) {
  reader <- sas_reader(pdv, tables, into, flags)
  sizes <- vapply(tables, nrow, numeric(1))
  if (length(by)) {
    keys <- lapply(setNames(by, by), function(key) {
      unlist(lapply(tables, function(rows) rows[[sub("^-", "", key)]]), use.names = FALSE)
    })
    sorting <- unlist(Map(function(x, key) sas_keys(x, startsWith(key, "-")), keys, by), recursive = FALSE)
    turn <- do.call(order, c(unname(sorting), method = "radix"))
    group <- integer(length(turn))
    group[turn] <- cumsum(do.call(sas_first, unname(lapply(keys, `[`, turn))))
    groups <- if (length(group)) max(group) else 0
    input <- rep(seq_along(tables), sizes)
    counts <- vapply(seq_along(tables), function(j) tabulate(group[input == j], groups), numeric(groups))
    counts <- matrix(counts, nrow = groups)
    if (any(rowSums(counts > 1) > 1)) {
      sas_log("NOTE: MERGE statement has more than one data set with repeats of BY values.")
    }
    heights <- if (groups) apply(counts, 1, max) else numeric(0)
    of <- rep(seq_len(groups), heights)
    turn_in_group <- sequence(heights)
    starts <- apply(counts, 2, function(n) cumsum(n) - n)
    starts <- matrix(starts, nrow = groups)
    pick <- starts[of, , drop = FALSE] + turn_in_group
    pick[turn_in_group > counts[of, , drop = FALSE]] <- 0
    present <- counts[of, , drop = FALSE] > 0
    one_of_each <- match(seq_len(groups), group)
    reader$edges <- sas_edges(lapply(keys, function(x) x[one_of_each][of]), first, last)
    fresh <- turn_in_group == 1
  } else {
    n <- if (length(sizes)) max(sizes) else 0
    pick <- vapply(sizes, function(size) ifelse(seq_len(n) <= size, seq_len(n), 0), numeric(n))
    pick <- matrix(pick, nrow = n)
    present <- pick > 0
    fresh <- rep(TRUE, n)
  }
  for (name in c(first, last)) assign(name, TRUE, envir = pdv)
  reader$end <- end
  reader$n <- nrow(pick)
  if (!is.null(end)) assign(end, reader$n == 0, envir = pdv)
  reader$read <- function() {
    if (reader$at >= reader$n) return(FALSE)
    reader$at <- reader$at + 1
    k <- reader$at
    if (fresh[k]) sas_forget(reader)
    for (j in seq_along(tables)) {
      if (pick[k, j] > 0) {
        sas_take_row(reader, j, pick[k, j])
      }
    }
    sas_mark(reader, present[k, ])
    TRUE
  }
  reader
}

# UPDATE: the transactions of a BY group change the master's row one by one, missing values change nothing
# (unless `missing_too`). `reader$complete` is TRUE at the last one: only then SAS writes the row itself
sas_update_reader <- function(pdv, master, transactions, by, into = NULL, flags = NULL, first = NULL, last = NULL,
                              end = NULL, missing_too = FALSE) {
  reader <- sas_reader(pdv, list(master, transactions), into, flags)
  tables <- list(master, transactions)
  keys <- lapply(setNames(by, by), function(key) {
    unlist(lapply(tables, function(rows) rows[[sub("^-", "", key)]]), use.names = FALSE)
  })
  sorting <- unlist(Map(function(x, key) sas_keys(x, startsWith(key, "-")), keys, by), recursive = FALSE)
  turn <- do.call(order, c(unname(sorting), method = "radix"))
  group <- integer(length(turn))
  group[turn] <- cumsum(do.call(sas_first, unname(lapply(keys, `[`, turn))))
  input <- rep(1:2, c(nrow(master), nrow(transactions)))
  steps <- list()
  of_master <- sas_rows_of_groups(group[input == 1], max(group, 0))
  of_transactions <- sas_rows_of_groups(group[input == 2], max(group, 0))
  for (g in seq_along(of_master)) {
    m <- of_master[[g]]
    t <- of_transactions[[g]]
    if (length(m) > 1) {
      sas_log("WARNING: The MASTER data set contains more than one observation for a BY group.")
    }
    lead <- if (length(m)) m[1] else 0
    if (length(t) == 0) {
      steps[[length(steps) + 1]] <- cbind(lead, 0, 1, 1, g)
    } else {
      n <- length(t)
      steps[[length(steps) + 1]] <- cbind(c(lead, rep(-1, n - 1)), t, seq_len(n) == 1, seq_len(n) == n, g)
    }
    for (other in m[-1]) steps[[length(steps) + 1]] <- cbind(other, 0, 1, 1, g)
  }
  plan <- if (length(steps)) do.call(rbind, steps) else matrix(0, 0, 5)
  reader$n <- nrow(plan)
  reader$end <- end
  one_of_each <- match(plan[, 5], group)
  reader$edges <- sas_edges(lapply(keys, `[`, one_of_each), first, last)
  in_master <- ave(plan[, 1] > 0, plan[, 5], FUN = any)
  for (name in c(first, last)) assign(name, TRUE, envir = pdv)
  if (!is.null(end)) assign(end, reader$n == 0, envir = pdv)
  reader$complete <- FALSE
  reader$read <- function() {
    if (reader$at >= reader$n) return(FALSE)
    reader$at <- reader$at + 1
    k <- reader$at
    if (plan[k, 1] >= 0) sas_forget(reader)
    if (plan[k, 1] > 0) sas_take_row(reader, 1, plan[k, 1])
    if (plan[k, 2] > 0) {
      values <- lapply(reader$columns[[2]], `[`, plan[k, 2])
      changes <- vapply(values, function(x) {
        missing_too || (if (is.character(x)) x != "" else !is.na(x) || sas_missing_letter(x) != "")
      }, TRUE)
      if (!missing_too) {
        values <- lapply(values, function(x) if (is.na(x) && sas_missing_letter(x) == "_") NA_real_ else x)
      }
      places <- reader$places[[2]]
      sas_put_into(pdv, list(name = places$name[changes], index = places$index[changes]), values[changes])
    }
    reader$complete <- plan[k, 4] == 1
    sas_mark(reader, c(in_master[k] > 0, plan[k, 2] > 0))
    TRUE
  }
  reader
}
