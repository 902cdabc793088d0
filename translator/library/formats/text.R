# Character formats and informats.

# How wide a character format without a width writes values of that length.
sas_default_text_width <- function(name, length) {
  times <- c("$HEX" = 2, "$BINARY" = 8, "$OCTAL" = 3)
  columns <- if (name %in% names(times)) times[[name]] * length else length + 2 * (name == "$QUOTE")
  max(columns, 1)
}

sas_fill <- function(text, width) sas_left(substr(text, 1, width), width)

sas_write_text <- function(x, width, decimals) sas_fill(x, width)
sas_write_upcase <- function(x, width, decimals) sas_fill(toupper(x), width)

sas_write_quote <- function(x, width, decimals) {
  sas_fill(paste0("\"", gsub("\"", "\"\"", sub(" +$", "", x), fixed = TRUE), "\""), width)
}

# Digits of the bytes of texts
sas_byte_digits <- function(x, width, digits) {
  one <- function(text) {
    bytes <- as.integer(charToRaw(enc2utf8(text)))
    paste(digits(bytes), collapse = "")
  }
  sas_fill(vapply(x, one, "", USE.NAMES = FALSE), width)
}

sas_bits <- function(number, places) {
  vapply(number, function(one) paste(one %/% 2^((places - 1):0) %% 2, collapse = ""), "")
}

sas_write_text_hex <- function(x, width, decimals) {
  sas_byte_digits(x, width, function(bytes) sprintf("%02X", bytes))
}

sas_write_text_binary <- function(x, width, decimals) {
  sas_byte_digits(x, width, function(bytes) sas_bits(bytes, 8))
}

sas_write_text_octal <- function(x, width, decimals) {
  sas_byte_digits(x, width, function(bytes) sprintf("%03o", bytes))
}

sas_backwards <- function(x) {
  vapply(strsplit(x, ""), function(letters) paste(rev(letters), collapse = ""), "", USE.NAMES = FALSE)
}

sas_write_reversed <- function(x, width, decimals) sas_backwards(sas_fill(x, width))

sas_write_reversed_left <- function(x, width, decimals) {
  sas_left(sub("^ +", "", sas_backwards(sas_fill(x, width))), width)
}

sas_read_text <- function(text, width, decimals) {
  word <- gsub("^ +| +$", "", text)
  ifelse(word == ".", "", word)
}

sas_read_char <- function(text, width, decimals) sub(" +$", "", text)
sas_read_upcase <- function(text, width, decimals) sub(" +$", "", toupper(text))

sas_read_quote <- function(text, width, decimals) {
  word <- gsub("^ +| +$", "", text)
  mark <- substr(word, 1, 1)
  quoted <- nchar(word) >= 2 & mark %in% c("\"", "'") & substr(word, nchar(word), nchar(word)) == mark
  inner <- substr(word, 2, nchar(word) - 1)
  inner <- ifelse(mark == "\"", gsub("\"\"", "\"", inner, fixed = TRUE), gsub("''", "'", inner, fixed = TRUE))
  ifelse(quoted, sub(" +$", "", inner), word)
}

sas_from_digits <- function(text, each, base) {
  one <- function(word) {
    digits <- gsub(" ", "0", sub(" +$", "", word), fixed = TRUE)
    if (!nzchar(digits)) return("")
    digits <- paste0(digits, strrep("0", -nchar(digits) %% each))
    starts <- seq(1, length.out = nchar(digits) / each, by = each)
    bytes <- strtoi(substring(digits, starts, starts + each - 1), base)
    if (anyNA(bytes) || any(bytes > 255)) return("")
    bytes <- bytes[bytes > 0]  # R's texts hold no NUL
    sub(" +$", "", rawToChar(as.raw(bytes)))
  }
  out <- vapply(text, one, "", USE.NAMES = FALSE)
  Encoding(out) <- "UTF-8"
  out
}

sas_read_text_hex <- function(text, width, decimals) sas_from_digits(text, 2, 16L)
sas_read_text_binary <- function(text, width, decimals) sas_from_digits(text, 8, 2L)
sas_read_text_octal <- function(text, width, decimals) sas_from_digits(text, 3, 8L)

sas_read_reversed <- function(text, width, decimals) sub(" +$", "", sas_backwards(sas_left(text, width)))
sas_read_reversed_left <- function(text, width, decimals) gsub("^ +| +$", "", sas_backwards(text))
