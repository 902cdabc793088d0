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

# The bytes of a text: of a character of code page 1252 its byte there, of one below U+0100 its number, of any other
# its UTF-8 bytes. U+E000 stands for the byte 0, which R's texts cannot hold (binary.R).
sas_octets <- function(text) {
  codes <- utf8ToInt(enc2utf8(text))
  codes[codes == 0xE000] <- 0L
  at <- match(codes, sas_beyond_latin)
  as.raw(unlist(Map(function(code, at) {
    if (!is.na(at)) at + 127L else if (code < 256) code else as.integer(charToRaw(intToUtf8(code)))
  }, codes, at)))
}

# The characters 128 to 159 of code page 1252 (0 where it has none)
sas_beyond_latin <- c(
  0x20AC, NA, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, NA, 0x017D, NA,
  NA, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, NA, 0x017E, 0x0178
)

sas_from_octets <- function(bytes) {
  codes <- as.integer(bytes)
  mapped <- sas_beyond_latin[pmin(pmax(codes - 127, 1), 32)]
  intToUtf8(ifelse(codes %in% 128:159 & !is.na(mapped), mapped, codes))
}

# The numbers of characters; the run stops where one is 0: R's texts end there
sas_without_nul <- function(codes) {
  if (any(codes == 0)) sas_stop("R0437", "ERROR: R cannot hold a text with the byte 0.")
  codes
}

# Digits of the bytes of texts
sas_byte_digits <- function(x, width, digits) {
  one <- function(text) {
    paste(digits(as.integer(sas_octets(text))), collapse = "")
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
    if (grepl(paste0("[^", c("2" = "01", "8" = "0-7", "16" = "0-9A-Fa-f")[[as.character(base)]], "]"), digits)) return("")
    digits <- paste0(digits, strrep("0", -nchar(digits) %% each))
    starts <- seq(1, length.out = nchar(digits) / each, by = each)
    bytes <- strtoi(substring(digits, starts, starts + each - 1), base)
    if (any(bytes > 255)) return("")
    sub(" +$", "", sas_text_of_bytes(bytes))
  }
  vapply(text, one, "", USE.NAMES = FALSE)
}

sas_read_text_hex <- function(text, width, decimals) sas_from_digits(text, 2, 16L)
sas_read_text_binary <- function(text, width, decimals) sas_from_digits(text, 8, 2L)
sas_read_text_octal <- function(text, width, decimals) sas_from_digits(text, 3, 8L)

sas_digits_64 <- c(LETTERS, letters, 0:9, "+", "/")

sas_write_base64 <- function(x, width, decimals) {
  one <- function(text) {
    bytes <- as.integer(sas_octets(sub(" +$", "", text)))
    if (!length(bytes)) return("")
    short <- -length(bytes) %% 3
    blocks <- matrix(c(bytes, rep(0L, short)), 3)
    numbers <- blocks[1, ] * 65536 + blocks[2, ] * 256 + blocks[3, ]
    digits <- sas_digits_64[rbind(numbers %/% 262144, numbers %/% 4096 %% 64, numbers %/% 64 %% 64, numbers %% 64) + 1]
    paste(c(head(digits, length(digits) - short), rep("=", short)), collapse = "")
  }
  sas_fill(vapply(x, one, "", USE.NAMES = FALSE), width)
}

sas_read_base64 <- function(text, width, decimals) {
  one <- function(word) {
    word <- gsub("^ +| +$", "", word)
    digits <- strsplit(sub("={1,2}$", "", word), "")[[1]]
    values <- match(digits, sas_digits_64) - 1
    if (!length(values) || anyNA(values) || nchar(word) %% 4) return("")
    blocks <- matrix(c(values, rep(0, -length(values) %% 4)), 4)
    numbers <- blocks[1, ] * 262144 + blocks[2, ] * 4096 + blocks[3, ] * 64 + blocks[4, ]
    bytes <- c(rbind(numbers %/% 65536, numbers %/% 256 %% 256, numbers %% 256))
    sub(" +$", "", sas_from_octets(head(bytes, (length(values) * 3) %/% 4)))
  }
  vapply(text, one, "", USE.NAMES = FALSE)
}

sas_read_reversed <- function(text, width, decimals) sub(" +$", "", sas_backwards(sas_left(text, width)))
sas_read_reversed_left <- function(text, width, decimals) gsub("^ +| +$", "", sas_backwards(text))
