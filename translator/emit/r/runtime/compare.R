# `x = y`: a missing value equals a missing value
sas_equal <- function(x, y) {
  same <- x == y
  if (anyNA(same)) same <- (is.na(x) & is.na(y)) | (!is.na(same) & same)
  same
}

# `x < y`: a missing value is below every number
sas_less <- function(x, y) {
  less <- x < y
  if (anyNA(less)) less <- (is.na(x) & !is.na(y)) | (!is.na(less) & less)
  less
}

# `x <= y`: a missing value is below every number and equals a missing one
sas_less_equal <- function(x, y) {
  less <- x <= y
  if (anyNA(less)) less <- is.na(x) | (!is.na(less) & less)
  less
}

# -1, 0 or 1: the order of two texts, the longer one cut to the length of the shorter one; lengths are those of
# variables, where given
sas_compare_prefix <- function(x, y, x_length = NULL, y_length = NULL) {
  size <- pmax(pmin(if (is.null(x_length)) nchar(x) else x_length, if (is.null(y_length)) nchar(y) else y_length), 1)
  x <- sub(" +$", "", substr(x, 1, size))
  y <- sub(" +$", "", substr(y, 1, size))
  (x > y) - (x < y)
}

# `x in: (…)`
sas_in_prefix <- function(x, items, x_length = NULL) {
  found <- rep(FALSE, length(x))
  for (item in items) found <- found | sas_compare_prefix(x, item, x_length) == 0
  found
}

# `x in (low:high)`: a whole number from low to high
sas_in_range <- function(x, low, high) !is.na(x) & x >= low & x <= high & x == floor(x)

# `x contains text`
sas_contains <- function(x, text) {
  text <- rep_len(text, length(x))
  mapply(function(where, what) what == "" || grepl(what, where, fixed = TRUE), x, text, USE.NAMES = FALSE) |>
    as.logical()
}

# `x like pattern`: `_` is one character, `%` any number; trailing blanks of the value do not count
sas_like <- function(x, pattern, escape = "") {
  signs <- strsplit(sub(" +$", "", pattern[1]), "")[[1]]
  parts <- character(0)
  quoted <- FALSE
  for (sign in signs) {
    if (!quoted && escape != "" && sign == escape) {
      quoted <- TRUE
      next
    }
    part <- if (!quoted && sign == "_") "." else if (!quoted && sign == "%") ".*" else paste0("\\Q", sign, "\\E")
    parts <- c(parts, part)
    quoted <- FALSE
  }
  grepl(paste0("(?s)\\A", paste(parts, collapse = ""), " *\\z"), x, perl = TRUE)
}
