# w.d and its relatives: commas, currencies, percentages, leading zeros, and the informats that read them.
# The writers get no missing values: sas_put writes those.

sas_narrow <- function(text, width) {
  long <- nchar(text) > width
  text[long] <- sub("^(-?[^0-9]*)0(?=[.,])", "\\1", text[long], perl = TRUE)
  text
}

sas_write_number <- function(x, width, decimals) {
  out <- rep(NA_character_, length(x))
  for (places in decimals:0) {
    todo <- which(is.na(out))
    if (!length(todo)) break
    text <- sas_narrow(sas_fixed(x[todo], places), width)
    fits <- nchar(text) <= width
    out[todo[fits]] <- sas_right(text[fits], width)
  }
  todo <- which(is.na(out))
  out[todo] <- sas_right(sas_shortest(x[todo], width), width)
  out
}

sas_grouped <- function(text, separator, point) {
  at <- regexpr(".", text, fixed = TRUE)
  whole <- ifelse(at > 0, substr(text, 1, at - 1), text)
  tail <- ifelse(at > 0, paste0(point, substring(text, at + 1)), "")
  long <- nchar(whole) > 3 + startsWith(whole, "-")
  while (any(long)) {
    size <- nchar(whole[long])
    tail[long] <- paste0(separator, substring(whole[long], size - 2), tail[long])
    whole[long] <- substr(whole[long], 1, size - 3)
    long <- nchar(whole) > 3 + startsWith(whole, "-")
  }
  paste0(whole, tail)
}

sas_write_grouped <- function(x, width, decimals, currency, separator, point) {
  plain <- sas_fixed(x, decimals)
  forms <- list(
    paste0(currency, sas_grouped(plain, separator, point)),
    paste0(currency, sub(".", point, plain, fixed = TRUE)),
    sub(".", point, plain, fixed = TRUE)
  )
  out <- rep(NA_character_, length(x))
  for (form in rev(forms)) {
    text <- sas_narrow(form, width)
    fits <- nchar(text) <= width
    out[fits] <- sas_right(text[fits], width)
  }
  rest <- is.na(out)
  out[rest] <- sub(".", point, sas_write_number(x[rest], width, decimals), fixed = TRUE)
  out
}

sas_write_comma <- function(x, width, decimals) sas_write_grouped(x, width, decimals, "", ",", ".")
sas_write_commax <- function(x, width, decimals) sas_write_grouped(x, width, decimals, "", ".", ",")
sas_write_dollar <- function(x, width, decimals) sas_write_grouped(x, width, decimals, "$", ",", ".")
sas_write_dollarx <- function(x, width, decimals) sas_write_grouped(x, width, decimals, "$", ".", ",")
sas_write_euro <- function(x, width, decimals) sas_write_grouped(x, width, decimals, "E", ",", ".")
sas_write_eurox <- function(x, width, decimals) sas_write_grouped(x, width, decimals, "E", ".", ",")
sas_write_yen <- function(x, width, decimals) sas_write_grouped(x, width, decimals, "\u00a5", ",", ".")

sas_write_numx <- function(x, width, decimals) {
  sub(".", ",", sas_write_number(x, width, decimals), fixed = TRUE)
}

sas_write_zeros <- function(x, width, decimals) {
  text <- trimws(sas_write_number(x, width, decimals))
  sign <- ifelse(startsWith(text, "-"), "-", "")
  digits <- sub("^-", "", text)
  paste0(sign, strrep("0", pmax(width - nchar(sign) - nchar(digits), 0)), digits)
}

sas_write_percent <- function(x, width, decimals) {
  text <- sas_write_number(sas_hundredfold(x), max(width - 3, 1), decimals)
  ifelse(x < 0, paste0("(", text, "%)"), paste0(" ", text, "% "))
}

sas_write_percentn <- function(x, width, decimals) {
  text <- trimws(sas_write_number(sas_hundredfold(x), max(width - 3, 1), decimals))
  sas_right(paste0(ifelse(x < 0, "-", ""), text, "%"), width)
}

# A hundred times the size of numbers, without the noise that a multiplication adds.
sas_hundredfold <- function(x) {
  size <- abs(x) * 100
  near <- signif(size, 15)
  ifelse(abs(size - near) <= 1e-15 * near, near, size)
}

sas_write_negparen <- function(x, width, decimals) {
  plain <- sas_fixed(abs(x), decimals)
  out <- sas_write_number(x, width, decimals)
  for (form in list(plain, sas_grouped(plain, ",", "."))) {
    text <- ifelse(x < 0, paste0("(", form, ")"), paste0(form, " "))
    fits <- nchar(text) <= width
    out[fits] <- sas_right(text[fits], width)
  }
  out
}

# Readers return numbers, NA for missing, and NaN never; invalid texts are marked by the attribute "invalid".
sas_invalid <- function(values, invalid) {
  values[invalid] <- NA_real_
  attr(values, "invalid") <- invalid
  values
}

# Stop where the data bring in .A to .Z, and the program was translated without telling them from `.`
sas_check_special <- function(letter) {
  if (!isFALSE(sas_session$special)) return(invisible(NULL))
  sas_stop("R0427", paste0(
    "ERROR: The data hold the special missing value .", letter, ", and the program was translated without them ",
    "(special_missing = true in saslift.toml)."
  ))
}

# NA whose bytes hold a letter, as haven's tagged_na: the missing value .A, ._ …
sas_special_missing <- function(letter) {
  if (length(letter)) sas_check_special(letter[1])
  bytes <- writeBin(NA_real_, raw(), endian = "little")
  vapply(letter, function(one) {
    bytes[5] <- charToRaw(one)
    readBin(bytes, "double", endian = "little")
  }, 0, USE.NAMES = FALSE)
}

# Decimal text (digits, one point, a sign) times a power of ten, exact to the last bit: R's own reading scales in
# extended precision, which is off by one bit for one number in some thousands.
sas_decimal <- function(words, exponent = 0L) {
  value <- suppressWarnings(as.numeric(paste0(words, ifelse(exponent == 0, "", paste0("e", exponent)))))
  digits <- gsub("[^0-9]", "", words)
  places <- ifelse(grepl(".", words, fixed = TRUE), nchar(sub("^[^.]*[.]", "", words)), 0)
  scale <- exponent - places
  whole <- suppressWarnings(as.numeric(digits))
  exact <- !is.na(whole) & whole <= 2^53 & abs(scale) <= 22 & grepl("^[-+]?[0-9]*[.]?[0-9]*$", words)
  right <- ifelse(scale < 0, whole / 10^pmax(-scale, 0), whole * 10^pmax(scale, 0))
  value[exact] <- ifelse(startsWith(words, "-"), -right, right)[exact]
  value
}

sas_read_number <- function(text, width = 0, decimals = 0) {
  word <- toupper(gsub("^\\s+|\\s+$", "", text))
  out <- rep(NA_real_, length(word))
  missing <- word %in% c("", ".")
  special <- grepl("^\\.[A-Z_]$", word)
  out[special] <- sas_special_missing(substr(word[special], 2, 2))
  pattern <- "^([+-]?)(\\d+\\.?\\d*|\\.\\d+)([ED][+-]?\\d+)?$"
  valid <- grepl(pattern, word, perl = TRUE)
  mantissa <- sub(pattern, "\\1\\2", word[valid], perl = TRUE)
  exponent <- sub("^[ED]", "", sub(pattern, "\\3", word[valid], perl = TRUE))
  exponent <- as.integer(ifelse(exponent == "", "0", exponent))
  implied <- !grepl(".", mantissa, fixed = TRUE)
  exponent <- exponent - ifelse(implied, as.integer(decimals), 0L)
  out[valid] <- sas_decimal(mantissa, exponent)
  valid[is.infinite(out)] <- FALSE
  out[is.infinite(out)] <- NA_real_
  sas_must_not_be_large(out)
  sas_invalid(out, !(missing | special | valid))
}

# Text into numbers as SAS does unasked.
sas_number_from_text <- function(text) sas_read_number(text)

sas_read_stripped <- function(text, width, decimals, extra, point) {
  word <- gsub("^\\s+|\\s+$", "", text)
  letter <- grepl("^\\.[A-Za-z_]$", word)  # `.A` is a missing value, `. A` is not
  if (point == ",") word[!letter] <- chartr(".,", ",.", word[!letter])
  negative <- grepl("^[$\u20ac]?\\s*[-(]", word)
  body <- gsub(paste0("[,$()%\\s", extra, "]|(?<![EeDd])-"), "", word, perl = TRUE)
  body[!letter & grepl("^\\.[A-Za-z_]$", body)] <- "invalid"
  number <- sas_read_number(body, 0, decimals)
  invalid <- attr(number, "invalid")
  negate <- negative & !is.na(number)
  number[negate] <- -number[negate]
  sas_invalid(number, invalid)
}

sas_read_comma <- function(text, width, decimals) sas_read_stripped(text, width, decimals, "", ".")
sas_read_commax <- function(text, width, decimals) sas_read_stripped(text, width, decimals, "", ",")

sas_read_percent <- function(text, width, decimals) {
  number <- sas_read_comma(text, width, decimals)
  invalid <- attr(number, "invalid")
  percent <- grepl("%", text, fixed = TRUE) & !is.na(number)
  number[percent] <- number[percent] / 100
  sas_invalid(number, invalid)
}

sas_read_euro <- function(text, width, decimals) {
  sas_read_stripped(sub("^(\\s*[-(]?\\s*)[Ee\u20ac]", "\\1", text, perl = TRUE), width, decimals, "", ".")
}

sas_read_eurox <- function(text, width, decimals) {
  sas_read_stripped(sub("^(\\s*[-(]?\\s*)[Ee\u20ac]", "\\1", text, perl = TRUE), width, decimals, "", ",")
}

sas_read_yen <- function(text, width, decimals) {
  sas_read_stripped(gsub("[\u00a5\\\\]", "", text), width, decimals, "", ".")
}

sas_read_numx <- function(text, width, decimals) sas_read_number(gsub(",", ".", text, fixed = TRUE), width, decimals)

sas_read_blank_zero <- function(text, width, decimals) {
  blank <- !grepl("\\S", text)
  number <- sas_read_number(gsub(" ", "0", sub("^\\s+", "", text), fixed = TRUE), width, decimals)
  invalid <- attr(number, "invalid")
  number[blank] <- 0
  sas_invalid(number, invalid & !blank)
}

sas_read_trailing_sign <- function(text, width, decimals) {
  word <- gsub(",", "", gsub("^\\s+|\\s+$", "", text), fixed = TRUE)
  sas_read_number(sub("^(.*?)\\s*([+-])$", "\\2\\1", word, perl = TRUE), width, decimals)
}
