# HEXw., BINARYw., OCTALw.: numbers in other bases; negative ones as two's complement.

sas_in_base <- function(x, width, base) {
  vapply(trunc(x), function(number) {
    digits <- character(width)
    for (at in width:1) {
      digit <- number %% base
      digits[at] <- c(0:9, LETTERS)[digit + 1]
      number <- (number - digit) / base
    }
    paste(digits, collapse = "")
  }, "")
}

sas_write_hex <- function(x, width, decimals) {
  if (width < 16) return(sas_in_base(x, width, 16))
  vapply(x, function(number) toupper(paste(writeBin(number, raw(), endian = "big"), collapse = "")), "")
}

# The sixteen digits that HEX16. writes for missing values.
sas_missing_hex <- function(x) {
  letter <- sas_missing_letter(x)
  code <- ifelse(letter == "", 0xFE, ifelse(letter == "_", 0xFF, 0xFD - match(letter, LETTERS) + 1))
  sprintf("FFFF%02X0000000000", as.integer(code))
}

sas_write_binary <- function(x, width, decimals) sas_in_base(x, width, 2)
sas_write_octal <- function(x, width, decimals) sas_in_base(x, width, 8)

sas_from_base <- function(text, base, decimals) {
  word <- gsub(" ", "0", gsub("^\\s+|\\s+$", "", text), fixed = TRUE)
  known <- c(0:9, LETTERS)[seq_len(base)]
  out <- vapply(strsplit(toupper(word), ""), function(digits) {
    Reduce(function(sum, digit) sum * base + match(digit, known) - 1, digits, 0)
  }, 0)
  out[word == ""] <- NA
  sas_invalid(out / 10^decimals, is.na(out) & word != "")
}

sas_read_hex <- function(text, width, decimals) {
  word <- gsub(" ", "0", gsub("^\\s+|\\s+$", "", text), fixed = TRUE)
  out <- sas_from_base(text, 16, 0)
  for (at in which(nchar(word) == 16 & !attr(out, "invalid"))) {
    bytes <- as.raw(strtoi(substring(word[at], seq(1, 15, 2), seq(2, 16, 2)), 16L))
    out[at] <- readBin(bytes, "double", endian = "big")
  }
  out
}

sas_read_binary <- function(text, width, decimals) sas_from_base(text, 2, decimals)
sas_read_octal <- function(text, width, decimals) sas_from_base(text, 8, decimals)
