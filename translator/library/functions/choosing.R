# MISSING: 1 if a number is missing or a text is blank, else 0
sas_is_missing <- function(x) (if (is.character(x)) trimws(x) == "" else is.na(x)) + 0

# COALESCE and COALESCEC: the first argument that is present
sas_first_present <- function(values, empty) {
  result <- empty
  for (value in rev(sas_recycled(values))) {
    there <- if (is.character(value)) trimws(value) != "" else !is.na(value)
    result <- rep_len(result, length(value))
    result[there] <- value[there]
  }
  result
}
sas_coalesce <- function(...) sas_first_present(list(...), NA_real_)
sas_coalescec <- function(...) sas_first_present(list(...), "")

# IFN and IFC: one of two values by a condition, or a third one where the condition is missing
sas_ifn <- function(condition, yes, no, missing = no) {
  values <- sas_recycled(list(condition, yes, no, missing))
  result <- values[[2]]
  false <- !is.na(values[[1]]) & values[[1]] == 0
  result[false] <- values[[3]][false]
  result[is.na(values[[1]])] <- values[[4]][is.na(values[[1]])]
  result
}
sas_ifc <- function(condition, yes, no, missing = no) sas_ifn(condition, yes, no, missing)

# CHOOSEN and CHOOSEC: the value at a place of the list; negative places count from its end
sas_choose <- function(number, values, empty) {
  number <- trunc(number)
  if (is.na(number) || number == 0 || abs(number) > length(values)) return(empty)
  values[if (number > 0) number else length(values) + 1 + number]
}
sas_choosen <- function(number, ...) sas_each(function(number, ...) sas_choose(number, c(...), NA_real_), number, ...)
sas_choosec <- function(number, ...) sas_each_text(function(number, ...) sas_choose(number, c(...), ""), number, ...)

# WHICHN and WHICHC: the place of the first equal value in the list; 0 if there is none
sas_whichn <- function(wanted, ...) {
  sas_each(function(wanted, ...) if (is.na(wanted)) NA_real_ else match(wanted, c(...), nomatch = 0) + 0, wanted, ...)
}
sas_whichc <- function(wanted, ...) {
  sas_each(function(wanted, ...) match(sas_trimmed(wanted), sas_trimmed(c(...)), nomatch = 0) + 0, wanted, ...)
}

# ORDINAL: the kth smallest argument; missing ones are the smallest
sas_ordinal <- function(number, ...) {
  sas_each(function(number, ...) {
    values <- c(...)
    if (is.na(number) || number < 1 || trunc(number) > length(values)) return(NA_real_)
    rank <- match(sas_letter_of_missing(values), c("_", "", LETTERS))
    values[order(ifelse(is.na(values), 0, 1), ifelse(is.na(values), rank, 0), values)][trunc(number)]
  }, number, ...)
}
