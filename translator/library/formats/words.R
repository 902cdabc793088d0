# Numbers in other clothes: words, Roman numerals, fractions, social security numbers, sizes of files.

sas_ones <- c(
  "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
  "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
)
sas_tens <- c("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

# One whole number in English words: 692 is six hundred ninety-two.
sas_words <- function(number) {
  if (number < 20) return(sas_ones[number + 1])
  if (number < 100) {
    return(paste0(sas_tens[number %/% 10 + 1], if (number %% 10 > 0) paste0("-", sas_ones[number %% 10 + 1])))
  }
  sizes <- c(trillion = 1e12, billion = 1e9, million = 1e6, thousand = 1000, hundred = 100)
  size <- sizes[sizes <= number][1]
  rest <- number %% size
  paste(c(sas_words(number %/% size), names(size), if (rest > 0) sas_words(rest)), collapse = " ")
}

sas_write_words <- function(x, width, decimals, style) {
  vapply(x, function(value) {
    cents <- as.numeric(sas_fixed(abs(value) * 100, 0))
    whole <- cents %/% 100
    cents <- cents %% 100
    if (whole >= 1e15) return(strrep("*", width))
    text <- paste0(if (value < 0) "minus ", sas_words(whole))
    if (cents > 0) {
      text <- if (style == "words") {
        paste(text, "and", sas_words(cents), "hundredths")
      } else {
        paste0(text, " and ", sas_two(cents), "/100")
      }
    }
    sas_fill(text, width)
  }, "")
}

sas_write_roman <- function(x, width, decimals) {
  vapply(trunc(x), function(value) {
    if (value <= 0 || value >= 10000) return(strrep("*", width))
    thousands <- strrep("M", value %/% 1000)
    rest <- value %% 1000
    text <- paste0(thousands, if (rest > 0) as.character(utils::as.roman(rest)))
    if (nchar(text) <= width) sas_left(text, width) else strrep("*", width)
  }, "")
}

sas_write_fraction <- function(x, width, decimals) {
  vapply(x, function(value) {
    rest <- abs(value)
    text <- ""
    above <- c(1, 0)
    below <- c(0, 1)
    for (step in 1:40) {
      whole <- floor(rest + 1e-9)
      above <- c(whole * above[1] + above[2], above[1])
      below <- c(whole * below[1] + below[2], below[1])
      sign <- if (value < 0) "-" else ""
      whole_part <- if (below[1] > 1 && above[1] > below[1]) above[1] %/% below[1] else 0
      shown <- paste0(
        sign, if (whole_part > 0) paste0(sprintf("%.0f", whole_part), if (value < 0) "-" else "+"),
        sprintf("%.0f", above[1] - whole_part * below[1]), if (below[1] > 1) sprintf("/%.0f", below[1])
      )
      if (nchar(shown) > width) break
      text <- shown
      rest <- rest - whole
      if (abs(rest) < 1e-9 || abs(abs(value) - above[1] / below[1]) <= 1e-10 * max(abs(value), 1)) break
      rest <- 1 / rest
    }
    if (text == "") sas_best(value, width) else sas_right(text, width)
  }, "")
}

sas_write_ssn <- function(x, width, decimals) {
  digits <- sas_fixed(x, 0)
  digits <- paste0(strrep("0", pmax(9 - nchar(digits), 0)), digits)
  text <- paste(substr(digits, 1, 3), substr(digits, 4, 5), substr(digits, 6, 9), sep = "-")
  ifelse(nchar(digits) > 9 | width < 11 | x < 0, strrep("*", width), sas_right(text, width))
}

sas_write_size <- function(x, width, decimals) {
  power <- pmin(pmax(floor(log(pmax(abs(x), 1)) / log(1024) + 1e-12), 1), 4)
  text <- paste0(sas_fixed(x / 1024^power, decimals), c("KB", "MB", "GB", "TB")[power])
  ifelse(nchar(text) <= width, sas_right(text, width), strrep("*", width))
}

# Units of 1,024 bytes, rounded up
sas_write_size_k <- function(x, width, decimals) {
  if (decimals || any(x < 0)) {
    sas_stop("R0446", "ERROR: SIZEK has no documented form for decimals and negative numbers.")
  }
  text <- sprintf("%.0fK", ceiling(x / 1024))
  ifelse(nchar(text) <= width, sas_right(text, width), strrep("*", width))
}

sas_read_ssn <- function(text, width, decimals) {
  digits <- gsub("-", "", gsub("^\\s+|\\s+$", "", text), fixed = TRUE)
  valid <- grepl("^\\d{9}$", digits)
  out <- rep(NA_real_, length(digits))
  out[valid] <- as.numeric(digits[valid])
  sas_invalid(out, !(valid | digits %in% c("", ".")))
}
