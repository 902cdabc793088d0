# The missing value `.letter`: "" gives `.`, "_" or "A" … "Z" the special ones (the bits of haven's tagged_na)
sas_missing <- function(letter = "") {
  if (letter == "") return(NA_real_)
  readBin(as.raw(c(0xa2, 0x07, 0, 0, utf8ToInt(toupper(letter)), 0, 0xf8, 0x7f)), "double", endian = "little")
}

# The order of missing values: `._` is -1, `.` 0, `.A` 1 … `.Z` 26; numbers are 27
sas_missing_rank <- function(x) {
  rank <- rep(27, length(x))
  gone <- is.na(x)
  rank[gone] <- match(sas_missing_letter(x[gone]), c("_", "", LETTERS)) - 2
  rank
}

# What arithmetic sees: every missing value is `.`
sas_plain <- function(x) {
  x[is.na(x)] <- NA_real_
  x
}

# Equal, where the kinds of missing values count: .A is not .B
sas_same <- function(x, y) sas_compare(x, y) == 0

# -1, 0 or 1: the order of two numbers, where the kinds of missing values count
sas_compare <- function(x, y) {
  n <- if (length(x) == 0 || length(y) == 0) 0 else max(length(x), length(y))
  x <- rep_len(as.numeric(x), n)
  y <- rep_len(as.numeric(y), n)
  order <- sign(sas_missing_rank(x) - sas_missing_rank(y))
  both <- !is.na(x) & !is.na(y)
  order[both] <- (x[both] > y[both]) - (x[both] < y[both])
  order
}

# `x in (…)`, where the kinds of missing values count
sas_in <- function(x, items) {
  found <- rep(FALSE, length(x))
  for (item in items) found <- found | sas_same(x, item)
  found
}

# `><` ("min") and `<>` ("max") where the kinds of missing values count
sas_extreme <- function(x, y, which) {
  below <- sas_compare(x, y) <= 0
  if_else(if (which == "min") below else !below, rep_len(as.numeric(x), length(below)),
          rep_len(as.numeric(y), length(below)))
}
