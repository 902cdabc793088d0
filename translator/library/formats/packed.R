# Decimal numbers in bytes: packed (PD, PK) and zoned (ZD), as on a PC and as on IBM mainframes.

# The digits of whole numbers in so many places, all nines where they do not do
sas_place_digits <- function(number, places) {
  digits <- sprintf("%.0f", abs(number))
  ifelse(nchar(digits) > places, strrep("9", places), paste0(strrep("0", pmax(places - nchar(digits), 0)), digits))
}

sas_bytes_of_hex <- function(digits) {
  starts <- seq(1, nchar(digits), 2)
  strtoi(substring(digits, starts, starts + 1), 16L)
}

sas_write_packed <- function(x, width, decimals, kind) {
  none <- is.na(x) & kind %in% c("PD", "S370")
  number <- sas_scaled_whole(ifelse(none, 0, x), decimals)
  negative <- number < 0 | none
  if (kind == "PK" && any(negative)) sas_unwritable("a negative number in an unsigned field")
  if (kind == "PD" && width == 1) sas_unwritable("a number in one byte of packed decimals")
  places <- switch(kind, PD = 2 * width - 2, PK = 2 * width, 2 * width - 1)
  if (kind == "PD" && any(negative & nchar(sprintf("%.0f", abs(number))) > places)) {
    sas_unwritable("a negative number that is too large for packed decimals")
  }
  digits <- sas_place_digits(number, places)
  digits <- switch(
    kind,
    PD = paste0(ifelse(negative, "80", "00"), digits), S370 = paste0(digits, ifelse(negative, "D", "C")),
    S370U = paste0(digits, "F"), digits
  )
  sas_each_text_of_bytes(digits, sas_bytes_of_hex)
}

# The number of decimal digits and a sign; NaN where one is something else
sas_signed_digits <- function(sign, digits, decimals) {
  if (sign == "?" || !grepl("^[0-9]+$", digits)) return(NaN)
  number <- as.numeric(digits)
  if (number == 0) 0 else (if (sign == "-") -number else number) / 10^decimals
}

# A sign by its digit; "?" for any other digit
sas_sign_of <- function(digit, signs) if (digit %in% names(signs)) signs[[digit]] else "?"

sas_read_packed <- function(text, width, decimals, kind) {
  sas_each_field(text, width, function(bytes) {
    digits <- paste(sprintf("%02X", bytes), collapse = "")
    last <- nchar(digits)
    switch(
      kind,
      PD = {
        sign <- sas_sign_of(substr(digits, 1, 2), c("00" = "", "80" = "-"))
        digits <- if (last > 2) substring(digits, 3) else "0"
      },
      PK = sign <- "",
      {
        sign <- sas_sign_of(substr(digits, last, last), if (kind == "S370") c(C = "", F = "", D = "-") else c(F = ""))
        digits <- substr(digits, 1, last - 1)
      }
    )
    sas_signed_digits(sign, digits, decimals)
  })
}

sas_write_zoned <- function(x, width, decimals) {
  number <- sas_scaled_whole(x, decimals)
  digits <- sas_place_digits(number, width)
  place <- as.integer(substring(digits, width)) + 1
  signs <- ifelse(number < 0, substring("}JKLMNOPQR", place, place), substring("{ABCDEFGHI", place, place))
  paste0(substr(digits, 1, width - 1), signs)
}

sas_read_zoned <- function(text, width, decimals) {
  out <- vapply(sas_left(substr(text, 1, width), width), function(word) {
    last <- substring(word, width)
    place <- regexpr(last, "{ABCDEFGHI}JKLMNOPQR", fixed = TRUE)
    sign <- if (place > 10) "-" else ""
    if (place > 0) substr(word, width, width) <- as.character((place - 1) %% 10)
    point <- regexpr(".", word, fixed = TRUE)
    if (point > 0) decimals <- width - point
    sas_signed_digits(sign, sub(".", "", word, fixed = TRUE), decimals)
  }, 0, USE.NAMES = FALSE)
  sas_invalid(ifelse(is.nan(out), NA, out), is.nan(out))
}

sas_write_mainframe_zoned <- function(x, width, decimals, kind) {
  number <- sas_scaled_whole(x, decimals)
  apart <- kind %in% c("S", "E")
  digits <- sas_place_digits(number, width - apart)
  negative <- number < 0 & kind != "U"
  sas_each_text_of_bytes(paste0(ifelse(negative, "-", "+"), digits), function(text) {
    bytes <- 0xF0 + as.integer(strsplit(substring(text, 2), "")[[1]])
    minus <- startsWith(text, "-")
    sign <- if (minus) 0x60 else 0x4E
    if (kind == "S") return(c(sign, bytes))
    if (kind == "E") return(c(bytes, sign))
    at <- if (kind == "L") 1 else length(bytes)
    if (kind != "U") bytes[at] <- bytes[at] - (if (minus) 0x20 else 0x30)
    bytes
  })
}

sas_read_mainframe_zoned <- function(text, width, decimals, kind) {
  sas_each_field(text, width, function(bytes) {
    data <- sprintf("%02X", bytes)
    if (kind == "B") data[data == "40"] <- "F0"
    at <- if (kind %in% c("L", "S")) 1 else length(data)
    if (kind %in% c("S", "E")) {
      sign <- sas_sign_of(data[at], c("4E" = "", "60" = "-"))
      data <- data[-at]
    } else {
      zone <- substr(data[at], 1, 1)
      sign <- sas_sign_of(zone, if (kind == "U") c(F = "") else c(C = "", F = "", D = "-"))
      substr(data[at], 1, 1) <- "F"
    }
    digits <- paste(ifelse(substr(data, 1, 1) == "F", substr(data, 2, 2), "?"), collapse = "")
    sas_signed_digits(sign, digits, decimals)
  })
}

sas_write_mainframe_number <- function(x, width, decimals) {
  if (decimals) sas_unwritable("S370FF with decimals")
  shown <- sas_missing_text(x, width)
  shown[!is.na(x)] <- sas_write_number(x[!is.na(x)], width, 0)
  sas_write_ebcdic(shown, width, 0)
}

sas_read_mainframe_number <- function(text, width, decimals) {
  sas_read_number(sas_from_ebcdic(sas_left(substr(text, 1, width), width)), width, decimals)
}

# PDJULGw. (base 0): yyyydddF; PDJULIw. (base 1900): the years since 1900, dddF
sas_write_packed_julian <- function(x, width, decimals, base) {
  if (anyNA(x) || any(x < -138061 | x >= 6589336)) sas_unwritable("a missing value or a date that is none")
  year <- sas_civil(x)$year - as.numeric(base)
  if (any(year < 0 | year > 9999) || width < 4) sas_unwritable("a year that has no place in a packed Julian date")
  digits <- paste0(strrep("0", 2 * width - 8), sprintf("%04.0f%03.0f", year, sas_day_of_year(x)), "F")
  sas_each_text_of_bytes(digits, sas_bytes_of_hex)
}

sas_read_packed_julian <- function(text, width, decimals, base) {
  sas_each_field(text, 4, function(bytes) {
    digits <- paste(sprintf("%02X", bytes), collapse = "")
    if (!grepl("^[0-9]{7}F$", digits)) return(NaN)
    year <- as.numeric(substr(digits, 1, 4)) + as.numeric(base)
    first <- sas_day_number(year, 1, 1)
    day <- as.numeric(substr(digits, 5, 7))
    if (is.nan(first) || day < 1 || day > sas_day_number(year, 12, 31) - first + 1) NaN else first + day - 1
  })
}
