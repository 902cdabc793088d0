# The arguments at one length: the longest, or none where one has no elements
sas_recycled <- function(arguments) {
  size <- if (any(lengths(arguments) == 0)) 0 else max(lengths(arguments))
  lapply(arguments, rep_len, size)
}

# Call a function of single values for each element; shorter arguments are recycled. Where one argument alone
# varies, the function is called once for each distinct value
sas_each <- function(f, ..., result = numeric(1)) {
  arguments <- list(...)
  long <- which(lengths(arguments) > 1)
  if (length(long) == 1 && length(arguments[[long]]) > 100) {
    x <- arguments[[long]]
    distinct <- unique(x)
    if (length(distinct) < length(x) && (is.character(x) || !anyNA(x))) {
      arguments[[long]] <- distinct
      return(do.call(sas_each, c(list(f), arguments, list(result = result)))[match(x, distinct)])
    }
  }
  arguments <- sas_recycled(arguments)
  vapply(seq_along(arguments[[1]]), function(i) do.call(f, lapply(arguments, `[[`, i)), result, USE.NAMES = FALSE)
}

# The same for functions that return text
sas_each_text <- function(f, ...) sas_each(f, ..., result = character(1))

# An argument that was left out, as a value that cannot be written in a program
sas_or_omitted <- function(text) if (is.null(text)) NA_character_ else text

# The characters of one text
sas_characters <- function(text) strsplit(text, "", fixed = TRUE)[[1]]

# Text without trailing blanks
sas_trimmed <- function(text) sub(" +$", "", text)

# Numbers as results have them: double; NaN, infinity and special missing values are the ordinary missing value
sas_number <- function(x) {
  x <- as.numeric(x)
  x[!is.finite(x)] <- NA_real_
  x
}

# Numbers, missing where a condition does not hold
sas_where <- function(valid, x) {
  both <- sas_recycled(list(valid, x))
  both[[2]][is.na(both[[1]]) | !both[[1]]] <- NA
  sas_number(both[[2]])
}

# The special missing value of a letter, in the form that haven knows; "" is the ordinary one
sas_make_missing <- function(letter) {
  if (letter == "") return(NA_real_)
  readBin(c(as.raw(c(0xa2, 0x07, 0, 0)), charToRaw(letter), as.raw(c(0, 0xf8, 0x7f))), "double", endian = "little")
}

# The letter of a special missing value; "" for others
sas_letter_of_missing <- function(x) {
  vapply(x, function(value) {
    if (!is.na(value)) return("")
    tag <- writeBin(as.numeric(value), raw(), endian = "little")[5]
    if (tag == 0x5f || (tag >= 0x41 && tag <= 0x5a)) rawToChar(tag) else if (tag >= 0x61 && tag <= 0x7a) toupper(rawToChar(tag)) else ""
  }, character(1), USE.NAMES = FALSE)
}
