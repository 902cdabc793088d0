# MODIFY: a data set that is changed in place while it is read. `reader$read()` fills the variables of the step from
# the next row (`read(k)` with `point`: from row k; with `key`: from the row whose key columns equal the step's
# variables; with `transactions`: from the row of the next transaction, changed by it); REPLACE, REMOVE and OUTPUT
# concern the row that was read last. `reader$code` is _IORC_
sas_master <- function(pdv, rows, transactions = NULL, by = NULL, key = NULL, unique = FALSE, point = FALSE, into = NULL,
                       first = NULL, last = NULL, end = NULL, missing_too = FALSE) {
  reader <- sas_reader(pdv, c(list(rows), if (!is.null(transactions)) list(transactions)), into, NULL)
  columns <- lapply(as.list(rows), sas_growing)
  keep <- sas_growing(rep(TRUE, nrow(rows)))
  places <- reader$places[[1]]
  reader$current <- NA
  reader$failed <- FALSE
  reader$code <- 0
  reader$n <- if (is.null(transactions)) nrow(rows) else nrow(transactions)
  reader$end <- end
  if (!is.null(end)) assign(end, reader$n == 0, envir = pdv)
  for (name in c(first, last)) assign(name, TRUE, envir = pdv)
  if (length(by)) {
    texts <- sas_hash_key(unname(as.list(transactions[by])))
    known <- match(texts, sas_hash_key(unname(as.list(rows[by]))))
    reader$edges <- sas_edges(as.list(transactions[by]), first, last)
  }
  take <- function(row) {
    reader$current <- row
    reader$failed <- is.na(row)
    if (!is.na(row)) sas_put_into(pdv, places, lapply(columns, function(column) column$at(row)))
    !is.na(row)
  }
  previous <- NULL
  used <- 0
  reader$read <- function(k = NULL) {
    if (point) return(take(if (!is.na(k) && k >= 1 && trunc(k) <= keep$size()) trunc(k) else NA))
    if (length(key)) {
      key_places <- sas_places(key, into)
      text <- sas_hash_key(sas_get_from(pdv, key_places))
      if (unique || !identical(text, previous)) used <<- 0
      previous <<- text
      matches <- which(sas_hash_key(unname(as.list(rows[key]))) == text)
      used <<- if (used < length(matches)) used + 1 else 0
      reader$code <- if (used == 0) 1230015 else 0
      return(take(if (used == 0) NA else matches[used]))
    }
    if (reader$at >= reader$n) return(FALSE)
    reader$at <- reader$at + 1
    if (length(by)) {
      turn <- reader$at
      again <- turn > 1 && texts[turn] == texts[turn - 1]
      reader$code <- if (!is.na(known[turn])) 0 else if (again) 1230014 else 1230013
      if (!take(known[turn])) sas_forget(reader)
      values <- lapply(reader$columns[[2]], `[`, turn)
      changes <- vapply(values, function(x) {
        missing_too || (if (is.character(x)) x != "" else !is.na(x) || sas_missing_letter(x) != "")
      }, TRUE)
      if (!missing_too) values <- lapply(values, function(x) if (is.na(x) && sas_missing_letter(x) == "_") NA_real_ else x)
      own <- reader$places[[2]]
      sas_put_into(pdv, list(name = own$name[changes], index = own$index[changes]), values[changes])
    } else {
      take(reader$at)
    }
    sas_mark(reader, TRUE)
    TRUE
  }
  stored <- function(row, lengths) {
    values <- sas_get_from(pdv, places)
    for (j in seq_along(values)) columns[[j]]$set(row, values[[j]])
  }
  reader$replace <- function() {
    if (is.na(reader$current)) {
      sas_stop("R0019", "ERROR: No matching observation was found in MASTER data set.")
    }
    stored(reader$current)
  }
  reader$remove <- function() if (!is.na(reader$current)) keep$set(reader$current, FALSE)
  reader$add <- function() {
    row <- keep$size() + 1
    keep$set(row, TRUE)
    stored(row)
  }
  reader$table <- function() do.call(sas_table, lapply(columns, function(column) column$all()[keep$all()]))
  reader
}
