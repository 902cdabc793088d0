# The table, if the columns in `present` (name = "num", "char" or "any") are there and those in `absent` are not; else stop.
# Names are compared in any case of letters; the columns get the spelling that is given here. `keep`, `drop` and `rename`
# (old = new) are applied first. Columns in `optional` may be there; those in `added` are made, missing, where they are not.
# Text is cut to `lengths`. `row` names a last column, before those added, that numbers the rows
sas_open_columns <- function(rows, present = list(), absent = character(0), keep = NULL, drop = character(0), rename = NULL,
                             optional = list(), added = list(), lengths = NULL, row = "") {
  rows <- sas_only(rows, keep, drop, rename)
  wanted <- c(present, optional, added)
  for (name in names(wanted)) {
    place <- match(tolower(name), tolower(names(rows)))
    if (is.na(place)) {
      if (name %in% names(present)) sas_stop("R0112", paste0("ERROR: Variable ", name, " is not in the data."))
      next
    }
    if (wanted[[name]] != "any" && is.character(rows[[place]]) != (wanted[[name]] == "char")) {
      sas_stop("R0102", paste0("ERROR: Variable ", name, " has another type than the program needs."))
    }
    names(rows)[place] <- name
  }
  for (name in absent) {
    if (tolower(name) %in% tolower(names(rows))) {
      sas_stop("R0113", paste0("ERROR: Variable ", name, ", which the step makes, is in the data already."))
    }
  }
  for (name in intersect(names(lengths), names(rows))) rows[[name]] <- sas_cut(rows[[name]], lengths[[name]])
  if (row != "") rows[[row]] <- as.numeric(seq_len(nrow(rows)))
  for (name in setdiff(names(added), names(rows))) {
    rows[[name]] <- rep(if (added[[name]] == "char") "" else NA_real_, nrow(rows))
  }
  rows
}

# The table with the columns in `keep` (NULL: all) that are not in `drop`; those in `first`, if there are such, come first,
# those in `last` at the end; then they are renamed (old = new). Names are compared in any case of letters; `abc:` is
# all that begin so
sas_only <- function(rows, keep = NULL, drop = character(0), rename = NULL, first = character(0), last = character(0)) {
  chosen <- !sas_is_named(names(rows), drop)
  if (!is.null(keep)) chosen <- chosen & sas_is_named(names(rows), keep)
  rows <- rows[chosen]
  ahead <- match(tolower(first), tolower(names(rows)))
  behind <- match(tolower(last), tolower(names(rows)))
  ahead <- ahead[!is.na(ahead)]
  behind <- behind[!is.na(behind)]
  rows <- rows[c(ahead, setdiff(seq_along(rows), c(ahead, behind)), behind)]
  place <- match(tolower(names(rows)), tolower(names(rename)))
  names(rows)[!is.na(place)] <- unlist(rename[place[!is.na(place)]])
  rows
}

# Are columns in a list of names, in any case of letters, or do they begin as one of its prefixes `abc:`?
sas_is_named <- function(names_, listed) {
  prefixes <- tolower(sub(":$", "", listed[endsWith(listed, ":")]))
  begins <- vapply(tolower(names_), function(name) any(startsWith(name, prefixes)), TRUE, USE.NAMES = FALSE)
  tolower(names_) %in% tolower(listed) | begins
}

# Stop where a column in `names_` is in none of the tables, or where they have columns of one name but of two types
sas_check_inputs <- function(tables, names_) {
  types <- unlist(lapply(tables, function(rows) setNames(vapply(rows, is.character, TRUE), tolower(names(rows)))))
  for (name in unique(names(types))) {
    if (length(unique(types[names(types) == name])) > 1) {
      sas_stop("R0102", paste0("ERROR: Variable ", name, " has been defined as both character and numeric."))
    }
  }
  for (name in names_) {
    if (!tolower(name) %in% names(types)) sas_stop("R0112", paste0("ERROR: Variable ", name, " is not in the data."))
  }
}

# The table of a row loop with the columns that its inputs carry. `sources`: for each column of `made` that holds the number
# of the row that was read, the input it counts in (as sas_open_columns made it). The input's columns stand in its place,
# each once; those that the loop has itself are its own. Where two inputs carry a column it is known only for `stacked`
# inputs, of which one gives each row
sas_carry <- function(made, sources, stacked = FALSE, keep = NULL, drop = character(0), rename = NULL, first = character(0)) {
  columns <- as.list(made)[setdiff(names(made), names(sources))]
  own <- names(columns)
  order <- character(0)
  for (name in names(made)) {
    if (!name %in% names(sources)) {
      order <- union(order, name)
      next
    }
    source <- sources[[name]]
    places <- match(made[[name]], source[[name]])
    for (column in names(source)[seq_len(match(name, names(source)) - 1)]) {
      if (sas_is_named(column, drop) || (!is.null(keep) && !sas_is_named(column, keep))) next
      mine <- own[match(tolower(column), tolower(own))]
      if (!is.na(mine)) {
        order <- union(order, mine)
        next
      }
      values <- source[[column]][places]
      if (is.character(values)) values[is.na(places)] <- ""
      known <- names(columns)[match(tolower(column), tolower(names(columns)))]
      if (is.na(known)) {
        columns[[column]] <- values
        order <- c(order, column)
      } else if (!stacked || is.character(columns[[known]]) != is.character(values)) {
        sas_stop("R0114", paste0("ERROR: Variable ", column, " is in several of the data sets that the step reads."))
      } else {
        columns[[known]][!is.na(places)] <- values[!is.na(places)]
      }
    }
  }
  sas_only(tibble::new_tibble(columns[order], nrow = nrow(made)), rename = rename, first = first)
}
