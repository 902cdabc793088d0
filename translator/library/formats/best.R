# BESTw., and the decimal text of a number on which all numeric formats stand.
#
# A number's digits are those of its shortest decimal form; halves go away from zero.

# Letters of special missing values (.A-.Z, ._) as haven keeps them in the bytes of NA; "" for `.` and numbers.
sas_missing_letter <- function(x) {
  bytes <- matrix(as.integer(writeBin(as.double(x), raw(), endian = "little")), nrow = 8)
  code <- bytes[5, ]
  letter <- ifelse(code == 95 | (code >= 65 & code <= 90) | (code >= 97 & code <= 122), code, 0L)
  ifelse(is.na(x) & letter > 0, toupper(vapply(pmax(letter, 1L), intToUtf8, "")), "")
}

# Write missing values: `.` (or what OPTIONS MISSING= says) or the letter, at the right end of the field.
sas_missing_text <- function(x, width) {
  letter <- sas_missing_letter(x)
  shown <- if (is.null(sas_session$missing)) "." else sas_session$missing
  sas_right(ifelse(letter == "", shown, letter), width)
}

sas_right <- function(text, width) {
  paste0(strrep(" ", pmax(width - nchar(text), 0)), text)
}

sas_left <- function(text, width) {
  paste0(text, strrep(" ", pmax(width - nchar(text), 0)))
}

# The digits of positive numbers and the power of ten of the first one: 0.25 is "25" and -1.
sas_digits <- function(x) {
  text <- sprintf("%.14e", x)
  for (places in 15:16) {
    inexact <- which(as.numeric(text) != x)
    if (!length(inexact)) break
    text[inexact] <- sprintf(paste0("%.", places, "e"), x[inexact])
  }
  list(
    digits = sub("(?<=.)0+$", "", sub(".", "", sub("e.*", "", text), fixed = TRUE), perl = TRUE),
    power = as.integer(sub(".*e", "", text))
  )
}

# Add one to the last digit of digit strings that start with a 0.
sas_next_digits <- function(digits) {
  nines <- nchar(sub(".*[^9]", "", digits))
  at <- nchar(digits) - nines
  paste0(
    substr(digits, 1, at - 1), chartr("012345678", "123456789", substr(digits, at, at)), strrep("0", nines)
  )
}

# Write numbers with so many decimals, halves away from zero; `shift` moves the point first (2 for percentages).
# Negative decimals leave whole digits out: 123456 with -3 is "123".
sas_fixed <- function(x, decimals, shift = 0) {
  if (!length(x)) return(character())
  decimals <- rep_len(decimals, length(x))
  shift <- rep_len(shift, length(x))
  scaled <- abs(x) * 10^(decimals + shift)
  clear <- decimals >= 0 & scaled < 1e13 & abs(scaled - floor(scaled) - 0.5) > 1e-6 + 1e-14 * scaled
  out <- character(length(x))
  out[clear] <- sprintf("%.*f", as.integer(decimals[clear]), abs(x[clear]) * 10^shift[clear])
  out[!clear] <- sas_fixed_by_digits(abs(x[!clear]), decimals[!clear], shift[!clear])
  ifelse(x < 0, paste0("-", out), out)
}

# The same for positive numbers that may be halves, or are long: by their digits.
sas_fixed_by_digits <- function(x, decimals, shift) {
  if (!length(x)) return(character())
  number <- sas_digits(x)
  near <- sprintf("%.15e", x)
  digits <- sub("(?<=.)0+$", "", sub(".", "", sub("e.*", "", near), fixed = TRUE), perl = TRUE)
  power <- as.integer(sub(".*e", "", near))
  half <- nchar(digits) == power + 2 + decimals + shift & endsWith(digits, "5")  # a half in 16 digits is a half
  number$digits[half] <- digits[half]
  number$power[half] <- power[half]
  keep <- number$power + 1 + decimals + shift
  digits <- paste0("0", number$digits, strrep("0", pmax(keep - nchar(number$digits), 0)))
  shown <- substr(digits, 1, pmax(keep, 0) + 1)
  up <- keep >= 0 & substr(digits, keep + 2, keep + 2) %in% as.character(5:9)
  shown[up] <- sas_next_digits(shown[up])
  shown <- sub("^0+(?=.)", "", shown, perl = TRUE)
  places <- pmax(decimals, 0)
  shown <- paste0(strrep("0", pmax(places + 1 - nchar(shown), 0)), shown)
  whole <- substr(shown, 1, nchar(shown) - places)
  ifelse(places > 0, paste0(whole, ".", substr(shown, nchar(whole) + 1, nchar(shown))), whole)
}

sas_without_zeros <- function(text) {
  zeros <- endsWith(text, "0") & grepl(".", text, fixed = TRUE)
  text[zeros] <- sub("0+$", "", text[zeros])
  point <- endsWith(text, ".")
  text[point] <- substr(text[point], 1, nchar(text[point]) - 1)
  text
}

# Large numbers with as many whole digits as fit before the exponent: 36E5; "" if none fits.
sas_whole_mantissa <- function(x, width) {
  out <- rep("", length(x))
  open <- rep(TRUE, length(x))
  power <- 1
  while (any(open) && power <= 308) {
    digits <- sas_fixed(x, -power)
    shorter <- sub("0+$", "", digits)
    some <- gsub("-", "", shorter) != ""
    text <- paste0(shorter, "E", power + nchar(digits) - nchar(shorter))
    fits <- open & nchar(text) <= width & some
    out[fits] <- text[fits]
    open <- open & !fits & some
    power <- power + 1
  }
  out
}

# Scientific notation as BESTw. writes it: 1.26E6 where two decimals fit, else 36E5; "" if the width is too small.
sas_scientific <- function(x, width) {
  sign <- ifelse(x < 0, "-", "")
  number <- sas_digits(abs(x))
  power <- number$power
  room <- width - nchar(sign) - nchar(paste0("E", power))
  places <- pmin(pmax(room - 2, 0), 14)
  digits <- paste0("0", number$digits, strrep("0", pmax(places + 1 - nchar(number$digits), 0)))
  shown <- substr(digits, 1, places + 2)
  up <- substr(digits, places + 3, places + 3) %in% as.character(5:9)
  shown[up] <- sas_next_digits(shown[up])
  carried <- substr(shown, 1, 1) == "1"
  mantissa <- paste0(substr(shown, 2, 2), ".", substr(shown, 3, nchar(shown)))
  mantissa[carried] <- "1."
  power[carried] <- power[carried] + 1L
  text <- paste0(sign, sas_without_zeros(mantissa), "E", power)
  whole <- places < 2 & number$power > 0
  text[whole] <- sas_whole_mantissa(x[whole], width)
  ifelse(room < 1 | nchar(text) > width, "", text)
}

# Numbers by BESTw.'s rules without padding: as precise as the width allows, or asterisks.
sas_shortest <- function(x, width) {
  out <- rep("", length(x))
  whole_text <- sub("^-0$", "0", sprintf("%.0f", x))
  done <- x == trunc(x) & nchar(whole_text) <= width
  out[done] <- whole_text[done]
  todo <- which(!done)
  if (length(todo)) {
    value <- x[todo]
    size <- abs(value)
    sign <- ifelse(value < 0, "-", "")
    whole <- nchar(sprintf("%.0f", trunc(size)))
    places <- pmax(pmin(width - nchar(sign) - whole - 1, 15 - whole), 0)
    text <- sas_fixed(size, places)
    long <- nchar(text) + nchar(sign) > width & places > 0
    text[long] <- sas_fixed(size[long], places[long] - 1)
    text <- sas_without_zeros(text)
    plain <- size >= 1e-5 & nchar(text) + nchar(sign) <= width & text != "0"
    out[todo] <- paste0(sign, text)
    out[todo[!plain]] <- sas_not_plain(value[!plain], width)
  }
  out
}

# Numbers that have no decimal form in the width: scientific notation, nearly zero, or asterisks.
sas_not_plain <- function(x, width) {
  if (!length(x)) return(character())
  sign <- ifelse(x < 0, "-", "")
  short <- sas_scientific(x, width)
  tiny <- sub("0+$", "", paste0(sign, sub("^0", "", sas_fixed(abs(x), pmax(width - 1 - nchar(sign), 0)))))
  tiny <- ifelse(gsub("[-.]", "", tiny) != "" & nchar(tiny) <= width, tiny, "0")
  ifelse(short != "", short, ifelse(abs(x) < 1, tiny, strrep("*", width)))
}

# Stop where a number is too large, and so infinite: in SAS it is missing, and so is what was computed from it
sas_must_be_finite <- function(x, what) {
  if (is.numeric(x) && any(is.infinite(x))) {
    sas_stop("R0614", paste0("ERROR: ", what, " is larger than any number of SAS, which makes it missing."))
  }
}

# Stop where data bring in numbers from 1E100 on, and the program's arithmetic is not guarded against what is too large
sas_must_not_be_large <- function(x) {
  if (exists("sas_session") && isFALSE(sas_session$large) && any(abs(x) >= 1e100, na.rm = TRUE)) {
    sas_stop("R0615", paste(
      "ERROR: The data hold numbers from 1E100 on, and the program was translated without them",
      "(large_numbers = true in saslift.toml)."
    ))
  }
}

# Write numbers by BESTw., right-aligned: how SAS turns numbers into text unasked.
sas_best <- function(x, width = 12) {
  sas_must_be_finite(x, "A number to write")
  out <- sas_missing_text(x, width)
  there <- !is.na(x)
  out[there] <- sas_right(sas_shortest(x[there], width), width)
  out
}

sas_write_best <- function(x, width, decimals) sas_best(x, width)
