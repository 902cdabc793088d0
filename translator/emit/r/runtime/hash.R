# A hash object. `keys` and `data` name the variables of the step, c(column = "place"); methods give 0 where they
# succeed. Items keep the order in which they came; `ordered` "a" or "d" sorts them for iterators and output
sas_hash <- function(pdv, keys, data = keys, rows = NULL, ordered = "", multidata = FALSE, duplicate = "",
                     lengths = NULL, suminc = NULL) {
  me <- new.env()
  data_of <- data
  data_names <- names(data)
  names_ <- union(names(keys), names(data))
  all_places <- c(keys, data)[names_]
  kinds <- setNames(vapply(sas_get_from(pdv, sas_places(names_, all_places)), typeof, ""), names_)
  columns <- lapply(setNames(names_, names_), function(name) {
    sas_growing(if (kinds[[name]] == "character") character(0) else numeric(0))
  })
  alive <- sas_growing(logical(0))
  columns_at <- function(names, ids) lapply(columns[names], function(column) column$at(ids))
  sums <- sas_growing(numeric(0))  # with `suminc`: the sum of each item
  me$index <- new.env(hash = TRUE)
  me$sorted <- NULL
  me$current <- NULL
  data_places <- sas_places(names(data), data)
  not_found <- 160038
  amount <- function() {
    if (is.null(suminc)) return(0)
    value <- sas_get_from(pdv, sas_places(names(suminc), suminc))[[1]]
    if (is.na(value)) 0 else value
  }
  count <- function(id) if (!is.null(suminc)) sums$set(id, sums$at(id) + amount())

  key_places <- sas_places(names(keys), keys)
  row_places <- sas_places(names_, all_places)
  key_of <- function(key) sas_hash_key(if (is.null(key)) sas_get_from(pdv, key_places) else unname(key))
  ids_of <- function(text) if (is.null(me$index[[text]])) integer(0) else me$index[[text]]
  fetch <- function(id) {
    sas_put_into(pdv, data_places, columns_at(data_names, id))
    0
  }
  put <- function(text, key, values) {
    id <- alive$size() + 1
    row <- setNames(sas_get_from(pdv, row_places), names_)
    if (!is.null(key)) row[names(keys)] <- key
    if (!is.null(values)) row[names(data_of)] <- values
    for (name in names_) columns[[name]]$set(id, row[[name]])
    alive$set(id, TRUE)
    sums$set(id, amount())
    me$index[[text]] <- c(ids_of(text), id)
    me$sorted <- NULL
    0
  }
  drop <- function(ids) {
    alive$set(ids, FALSE)
    me$sorted <- NULL
  }
  me$check <- function(key = NULL) {
    ids <- ids_of(key_of(key))
    if (length(ids) == 0) return(not_found)
    count(ids[1])
    0
  }
  me$find <- function(key = NULL) {
    text <- key_of(key)
    ids <- ids_of(text)
    if (length(ids) == 0) return(not_found)
    me$current <- list(text = text, at = 1)
    count(ids[1])
    fetch(ids[1])
  }
  # DO_OVER: the items of the key one after the other
  me$do_over <- function(key = NULL) {
    if (is.null(me$current) || me$current$text != key_of(key)) return(me$find(key))
    result <- step(1)
    if (result != 0) me$current <- NULL
    result
  }
  me$reset_dup <- function() {
    me$current <- NULL
    0
  }
  me$sum <- function(key = NULL) {
    ids <- ids_of(key_of(key))
    if (length(ids)) sums$at(ids[1]) else NA_real_
  }
  me$sumdup <- function() {
    if (!is_there()) NA_real_ else sums$at(ids_of(me$current$text)[me$current$at])
  }
  is_there <- function() !is.null(me$current) && me$current$at <= length(ids_of(me$current$text))
  me$equals <- function(other) as.numeric(isTRUE(all.equal(me$contents(), other$contents(), tolerance = 0)))
  me$contents <- function() unname(columns_at(names_, me$items()))
  step <- function(by) {
    if (is.null(me$current)) return(not_found)
    ids <- ids_of(me$current$text)
    at <- me$current$at + by
    if (at < 1 || at > length(ids)) return(not_found)
    me$current$at <- at
    fetch(ids[at])
  }
  me$find_next <- function() step(1)
  me$find_prev <- function() step(-1)
  me$has_next <- function() as.numeric(!is.null(me$current) && me$current$at < length(ids_of(me$current$text)))
  me$has_prev <- function() as.numeric(!is.null(me$current) && me$current$at > 1)
  me$add <- function(key = NULL, data = NULL) {
    text <- key_of(key)
    if (!multidata && length(ids_of(text))) return(not_found)
    put(text, key, data)
  }
  me$replace <- function(key = NULL, data = NULL) {
    text <- key_of(key)
    ids <- ids_of(text)
    if (length(ids) == 0) return(put(text, key, data))
    values <- if (is.null(data)) sas_get_from(pdv, data_places) else data
    for (j in seq_along(values)) columns[[names(data_of)[j]]]$set(ids, values[[j]])
    me$sorted <- NULL
    0
  }
  me$replacedup <- function(data = NULL) {
    if (!is_there()) return(not_found)
    id <- ids_of(me$current$text)[me$current$at]
    values <- if (is.null(data)) sas_get_from(pdv, data_places) else data
    for (j in seq_along(values)) columns[[names(data_of)[j]]]$set(id, values[[j]])
    0
  }
  # Does an iterator point to one of the items? REMOVE and REMOVEDUP leave their key alone
  me$iterators <- list()
  locked <- function(ids) any(vapply(me$iterators, function(one) one$id() %in% ids, TRUE))
  me$remove <- function(key = NULL) {
    text <- key_of(key)
    ids <- ids_of(text)
    if (length(ids) == 0 || locked(ids)) return(not_found)
    drop(ids)
    me$index[[text]] <- integer(0)
    0
  }
  me$removedup <- function(key = NULL) {
    if (!is_there()) return(not_found)
    ids <- ids_of(me$current$text)
    if (locked(ids)) return(not_found)
    drop(ids[me$current$at])
    me$index[[me$current$text]] <- ids[-me$current$at]
    0
  }
  me$ref <- function(key = NULL, data = NULL) {
    if (me$check(key) == 0) 0 else me$add(key, data)
  }
  me$clear <- function() {
    if (locked(which(alive$all()))) {
      sas_stop("R0026", "ERROR: Cannot remove record from a hash object which has been locked by an iterator.")
    }
    drop(seq_len(alive$size()))
    me$index <- new.env(hash = TRUE)
    me$current <- NULL
    0
  }
  me$delete <- function() {
    me$iterators <- list()
    me$clear()
  }
  me$num_items <- function() sum(alive$all())
  # The items in order
  me$items <- function() {
    if (is.null(me$sorted)) {
      ids <- which(alive$all())
      if (multidata && length(ids)) {  # the items of a key stand together
        text <- sas_hash_key(unname(columns_at(names(keys), ids)))
        ids <- ids[order(match(text, text))]
      }
      if (ordered != "" && length(ids)) {
        by <- lapply(names(keys), function(name) sas_keys(columns[[name]]$at(ids), ordered == "d"))
        ids <- ids[do.call(order, c(unlist(by, recursive = FALSE), method = "radix"))]
      }
      me$sorted <- ids
    }
    me$sorted
  }
  me$fetch <- fetch
  me$id_of <- function(key) ids_of(key_of(key))
  # The table that OUTPUT writes
  me$table <- function() {
    ids <- me$items()
    do.call(sas_table, columns_at(names(data), ids))
  }
  if (!is.null(rows)) {
    found <- match(tolower(names_), tolower(names(rows)))
    loaded <- setNames(lapply(found, function(j) rows[[j]]), names_)
    for (name in names(lengths)) loaded[[name]] <- sas_cut(loaded[[name]], lengths[[name]])
    text <- sas_hash_key(unname(loaded[names(keys)]))
    keep <- if (multidata) rep(TRUE, length(text)) else !duplicated(text, fromLast = duplicate == "replace")
    if (duplicate == "error" && !all(keep)) sas_stop("R0434", "ERROR: Duplicate key found when loading data set.")
    if (duplicate == "replace" && !all(keep)) {  # the last value, in the place of the first
      first <- match(text[keep], text)
      last <- which(keep)
      for (name in names_) loaded[[name]][first] <- loaded[[name]][last]
      keep <- !duplicated(text)
    }
    columns <- lapply(loaded, sas_growing)
    alive <- sas_growing(keep)
    sums <- sas_growing(rep(amount(), length(keep)))
    me$index <- list2env(split(which(keep), text[keep]), hash = TRUE)
  }
  me
}

# A vector that grows in place: values are set one by one without a copy of those that are there
sas_growing <- function(x) {
  force(x)
  list(at = function(i) x[i], set = function(i, value) x[i] <<- value, size = function() length(x), all = function() x)
}

# The text of key values: the same for the same values, kinds of missing values included
sas_hash_key <- function(values) {
  parts <- lapply(values, function(x) {
    if (length(x) == 0) return(character(0))
    if (is.character(x)) return(paste0("t", x))
    text <- sprintf("n%a", as.numeric(x) + 0)
    if (anyNA(x)) text[is.na(x)] <- paste0("m", sas_missing_letter(x[is.na(x)]))
    text
  })
  if (length(parts) == 1) return(parts[[1]])
  do.call(paste, c(parts, sep = "\r"))
}

# An iterator over a hash object. Outside the table (at 0) until it is moved, and again when it runs over an end:
# `next` then goes to the first item, `prev` to the last
sas_hash_iterator <- function(hash) {
  me <- new.env()
  me$ids <- integer(0)
  me$at <- 0
  look <- function() {
    ids <- hash$items()
    if (identical(ids, me$ids)) return(invisible())
    if (me$at > 0) me$at <- match(me$ids[me$at], ids)  # nothing removes an item that an iterator points to
    me$ids <- ids
  }
  go <- function(at) {
    if (at < 1 || at > length(me$ids)) {
      me$at <- 0
      return(160038)
    }
    me$at <- at
    hash$fetch(me$ids[at])
  }
  me$first <- function() {
    look()
    go(1)
  }
  me$last <- function() {
    look()
    go(length(me$ids))
  }
  me$`next` <- function() {
    look()
    go(me$at + 1)
  }
  me$prev <- function() {
    look()
    go((if (me$at == 0) length(me$ids) + 1 else me$at) - 1)
  }
  me$setcur <- function(key = NULL) {
    look()
    go(match(hash$id_of(key)[1], me$ids, nomatch = 0))
  }
  me$delete <- function() {
    me$at <- 0
    0
  }
  me$id <- function() if (me$at > 0) me$ids[me$at] else NA
  hash$iterators <- c(hash$iterators, me)
  me
}
