# Numbers as the bytes of a machine: IB, PIB, RB, FLOAT and those of IBM mainframes. R's texts cannot hold the byte 0: in
# the records of INPUT, and between a format that makes bytes and one that reads them, U+E000 stands for it.

sas_text_of_bytes <- function(codes) {
  codes <- as.integer(codes)
  zero <- codes == 0
  text <- strsplit(sas_from_octets(ifelse(zero, 32L, codes)), "")[[1]]
  text[zero] <- "\ue000"
  paste(text, collapse = "")
}

# The bytes of a field: where the text ends before it there are blanks
sas_field_bytes <- function(text, width) {
  head(c(as.integer(sas_octets(text)), rep(32L, width)), width)
}

sas_each_text_of_bytes <- function(x, bytes) {
  vapply(x, function(one) sas_text_of_bytes(bytes(one)), "", USE.NAMES = FALSE)
}

# Values that are read from fields of bytes; NaN (not NA) is invalid data
sas_each_field <- function(text, width, read) {
  out <- vapply(text, function(one) read(sas_field_bytes(one, width)), 0, USE.NAMES = FALSE)
  sas_invalid(ifelse(is.nan(out), NA, out), is.nan(out))
}

sas_unwritable <- function(what) {
  sas_stop("R0446", paste0("ERROR: A binary format has no documented form for ", what, "."))
}

# Numbers times 10^d, rounded to whole ones
sas_scaled_whole <- function(x, decimals) {
  if (anyNA(x)) sas_unwritable("a missing value")
  size <- pmin(abs(x * 10^decimals), .Machine$double.xmax)
  ifelse(x < 0, -1, 1) * (floor(size) + (size - floor(size) >= 0.5))
}

# The bytes of a whole number that is not negative, lowest first
sas_whole_bytes <- function(number, width) {
  bytes <- integer(width)
  for (at in seq_len(width)) {
    rest <- floor(number / 256)
    bytes[at] <- as.integer(number - 256 * rest)
    number <- rest
  }
  bytes
}

sas_negated_bytes <- function(bytes) {
  bytes <- 255L - bytes
  for (at in seq_along(bytes)) {
    bytes[at] <- (bytes[at] + 1L) %% 256L
    if (bytes[at] > 0) break
  }
  bytes
}

sas_write_integer <- function(x, width, decimals, order, sign) {
  number <- sas_scaled_whole(x, decimals)
  if (sign == "absolute") number <- abs(number)
  if (sign == "unsigned" && any(number < 0)) sas_unwritable("a negative number in an unsigned field")
  bits <- 8 * width - (sign == "signed")
  sas_each_text_of_bytes(number, function(one) {
    bytes <- if (one >= 2^bits) {
      c(rep(255L, width - 1), if (sign == "signed") 127L else 255L)
    } else if (one < 0) {
      sas_negated_bytes(sas_whole_bytes(min(-one, 2^bits), width))
    } else {
      sas_whole_bytes(one, width)
    }
    if (order == "big") rev(bytes) else bytes
  })
}

# The number of bytes, lowest first: two exact halves, added once
sas_whole_of_bytes <- function(bytes) {
  sum(bytes[-(1:4)] * 256^seq(0, length.out = max(length(bytes) - 4, 0))) * 2^32 +
    sum(head(bytes, 4) * 256^seq(0, length.out = min(length(bytes), 4)))
}

sas_read_integer <- function(text, width, decimals, order, sign) {
  sas_each_field(text, width, function(bytes) {
    if (order == "big") bytes <- rev(bytes)
    negative <- sign == "signed" && bytes[width] > 127
    number <- sas_whole_of_bytes(if (negative) sas_negated_bytes(bytes) else bytes)
    (if (negative) -number else number) / 10^decimals
  })
}

sas_write_real <- function(x, width, decimals) {
  sas_each_text_of_bytes(x, function(one) {
    if (is.na(one)) {
      digits <- sas_missing_hex(one)
      bytes <- strtoi(substring(digits, seq(15, 1, -2), seq(16, 2, -2)), 16L)
    } else {
      bytes <- as.integer(writeBin(if (decimals) one * 10^decimals else one, raw(), endian = "little"))
    }
    tail(bytes, width)
  })
}

sas_read_real <- function(text, width, decimals) {
  out <- vapply(text, function(one) {
    bytes <- c(integer(8 - width), sas_field_bytes(one, width))
    number <- readBin(as.raw(bytes), "double", endian = "little")
    if (!is.nan(number)) return(number / 10^decimals)
    code <- bytes[6]
    letter <- if (code >= 0xE4 && code <= 0xFD) LETTERS[0xFD - code + 1] else if (code == 0xFF) "_" else ""
    if (nzchar(letter)) sas_special_missing(letter) else NA_real_
  }, 0, USE.NAMES = FALSE)
  sas_invalid(out, rep(FALSE, length(out)))
}

sas_write_float <- function(x, width, decimals) {
  sas_each_text_of_bytes(x, function(one) {
    if (is.na(one)) return(integer(4))
    bytes <- writeBin(one * 10^decimals, raw(), size = 4, endian = "little")
    if (is.finite(readBin(bytes, "double", size = 4, endian = "little"))) as.integer(bytes) else integer(4)
  })
}

sas_read_float <- function(text, width, decimals) {
  sas_each_field(text, 4, function(bytes) {
    number <- readBin(as.raw(bytes), "double", size = 4, endian = "little")
    if (is.finite(number)) number / 10^decimals else NaN
  })
}

sas_write_mainframe_real <- function(x, width, decimals) {
  if (anyNA(x)) sas_unwritable("a missing value")
  sas_each_text_of_bytes(x, function(one) {
    size <- abs(one * 10^decimals)
    if (size == 0) return(c(if (one < 0) 128L else 0L, integer(width - 1)))
    power <- floor(log2(size) / 4) + 1
    if (size >= 16^power) power <- power + 1
    if (size < 16^(power - 1)) power <- power - 1
    if (!is.finite(size) || power < -64 || power > 63) sas_unwritable("a number out of the range of IBM's floating point")
    digits <- floor(size / 2^(4 * power - 56))
    head(c((if (one < 0) 128 else 0) + power + 64, rev(sas_whole_bytes(digits, 7))), width)
  })
}

sas_read_mainframe_real <- function(text, width, decimals) {
  sas_each_field(text, width, function(bytes) {
    bytes <- c(bytes, integer(8 - width))
    digits <- sas_whole_of_bytes(rev(bytes[-1]))
    if (digits == 0) return(if (bytes[1] %% 128 > 0) NaN else 0)
    size <- digits * 2^(4 * (bytes[1] %% 128 - 64) - 56)
    (if (bytes[1] > 127) -size else size) / 10^decimals
  })
}
