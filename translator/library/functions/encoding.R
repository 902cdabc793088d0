# The characters that HTMLENCODE can write as entities
sas_entities <- c("&" = "&amp;", ">" = "&gt;", "<" = "&lt;", "'" = "&apos;", "\"" = "&quot;")

# HTMLENCODE: &, < and > (or the characters that options name) as entities
sas_htmlencode <- function(text, options = "amp gt lt") {
  sas_each_text(function(text, options) {
    chosen <- strsplit(tolower(options), " +")[[1]]
    if (!any(chosen != "")) chosen <- c("amp", "gt", "lt")
    table <- sas_entities[sub("&(.*);", "\\1", sas_entities) %in% chosen]
    characters <- sas_characters(sas_trimmed(text))
    place <- match(characters, names(table))
    characters[!is.na(place)] <- table[place[!is.na(place)]]
    if ("7bit" %in% chosen) {
      beyond <- vapply(characters, function(c) utf8ToInt(c)[1] > 127, NA)
      characters[beyond] <- sprintf("&#x%X;", vapply(characters[beyond], utf8ToInt, 1L))
    }
    paste(characters, collapse = "")
  }, text, options)
}

# HTMLDECODE: entities and character references as characters
sas_htmldecode <- function(text) {
  sas_each_text(function(text) {
    found <- gregexpr("&(#[0-9]+|#[xX][0-9A-Fa-f]+|\\w+);", text, perl = TRUE)
    regmatches(text, found) <- list(vapply(regmatches(text, found)[[1]], function(entity) {
      name <- substr(entity, 2, nchar(entity) - 1)
      if (grepl("^#[xX]", name)) return(intToUtf8(strtoi(substring(name, 3), 16)))
      if (startsWith(name, "#")) return(intToUtf8(as.integer(substring(name, 2))))
      known <- names(sas_entities)[sas_entities == entity]
      if (length(known)) known else entity
    }, "", USE.NAMES = FALSE))
    text
  }, sas_trimmed(text))
}

# URLENCODE: all but letters, digits and $-_@.!*(), as %xx
sas_urlencode <- function(text) {
  sas_each_text(function(text) {
    bytes <- charToRaw(enc2utf8(text))
    safe <- bytes %in% charToRaw("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$-_@.!*(),")
    characters <- sprintf("%%%02X", as.integer(bytes))
    characters[safe] <- rawToChar(bytes[safe], multiple = TRUE)
    paste(characters, collapse = "")
  }, text)
}

# URLDECODE: %xx and + as characters
sas_urldecode <- function(text) {
  sas_each_text(function(text) {
    text <- utils::URLdecode(gsub("+", " ", gsub("%(?![0-9A-Fa-f]{2})", "%25", text, perl = TRUE), fixed = TRUE))
    Encoding(text) <- "UTF-8"
    text
  }, text)
}

# HASHING: a digest of a text as hexadecimal digits, by a method's name
sas_hashing <- function(method, text) {
  sas_each_text(function(method, text) {
    bytes <- sas_octets(text)
    switch(
      tolower(trimws(method)),
      md5 = sas_md5_of(bytes), sha1 = sas_sha1_of(bytes), sha256 = sas_sha256_of(bytes), crc32 = sas_crc32_of(bytes),
      sha384 = , sha512 = not_translated("H0471", "HASHING by SHA384 and SHA512 has no R form"),
      ""
    )
  }, method, text)
}

sas_md5_of <- function(bytes) {
  file <- tempfile()
  on.exit(unlink(file))
  writeBin(bytes, file)
  toupper(unname(tools::md5sum(file)))
}

sas_sha1_of <- function(bytes) {
  state <- lapply(c(0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0), sas_bits_of)
  constants <- lapply(c(0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6), sas_bits_of)
  for (block in sas_digest_blocks(bytes)) {
    w <- lapply(1:16, function(i) sas_bits_of(sum(block[4 * i - 3:0] * 256^(3:0))))
    for (i in 17:80) {
      w[[i]] <- sas_turned(xor(xor(w[[i - 3]], w[[i - 8]]), xor(w[[i - 14]], w[[i - 16]])), -1)
    }
    v <- state
    for (i in 1:80) {
      part <- (i - 1) %/% 20 + 1
      mixed <- if (part == 1) {
        xor(v[[2]] & v[[3]], !v[[2]] & v[[4]])
      } else if (part == 3) {
        (v[[2]] & v[[3]]) | (v[[2]] & v[[4]]) | (v[[3]] & v[[4]])
      } else {
        xor(xor(v[[2]], v[[3]]), v[[4]])
      }
      first <- sas_add_bits(sas_turned(v[[1]], -5), mixed, v[[5]], constants[[part]], w[[i]])
      v <- list(first, v[[1]], sas_turned(v[[2]], 2), v[[3]], v[[4]])
    }
    state <- Map(sas_add_bits, state, v)
  }
  sas_digits_of(state)
}

sas_crc32_of <- function(bytes) {
  turned <- sas_bits_of(0xEDB88320)
  state <- rep(TRUE, 32)
  for (byte in as.integer(bytes)) {
    state <- xor(state, sas_bits_of(byte))
    for (i in 1:8) state <- xor(c(FALSE, state[1:31]), state[32] & turned)
  }
  sas_digits_of(list(!state))
}

# SHA256HEX: the SHA-256 digest as hexadecimal digits (R has no such function)
sas_sha256hex <- function(text) sas_each_text(function(text) sas_sha256_of(sas_octets(text)), text)
sas_sha256_of <- function(bytes) {
  primes <- c(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103,
    107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229,
    233, 239, 241, 251, 257, 263, 269, 271, 277, 281, 283, 293, 307, 311)
  word <- function(x) sas_bits_of(floor(x %% 1 * 2^32))
  state <- lapply(sqrt(primes[1:8]), word)
  constants <- lapply(primes, function(p) {
    root <- p^(1 / 3)
    word(root - (root^3 - p) / (3 * root^2))
  })
  for (block in sas_digest_blocks(bytes)) {
    w <- lapply(1:16, function(i) sas_bits_of(sum(block[4 * i - 3:0] * 256^(3:0))))
    for (i in 17:64) {
      a <- w[[i - 15]]
      b <- w[[i - 2]]
      s0 <- xor(xor(sas_turned(a, 7), sas_turned(a, 18)), c(rep(FALSE, 3), a[1:29]))
      s1 <- xor(xor(sas_turned(b, 17), sas_turned(b, 19)), c(rep(FALSE, 10), b[1:22]))
      w[[i]] <- sas_add_bits(w[[i - 16]], s0, w[[i - 7]], s1)
    }
    v <- state
    for (i in 1:64) {
      s1 <- xor(xor(sas_turned(v[[5]], 6), sas_turned(v[[5]], 11)), sas_turned(v[[5]], 25))
      choice <- xor(v[[5]] & v[[6]], !v[[5]] & v[[7]])
      first <- sas_add_bits(v[[8]], s1, choice, constants[[i]], w[[i]])
      s0 <- xor(xor(sas_turned(v[[1]], 2), sas_turned(v[[1]], 13)), sas_turned(v[[1]], 22))
      majority <- xor(xor(v[[1]] & v[[2]], v[[1]] & v[[3]]), v[[2]] & v[[3]])
      second <- sas_add_bits(s0, majority)
      v <- c(list(sas_add_bits(first, second)), v[1:3], list(sas_add_bits(v[[4]], first)), v[5:7])
    }
    state <- Map(sas_add_bits, state, v)
  }
  sas_digits_of(state)
}

# Bytes filled up with their length, in blocks of 64
sas_digest_blocks <- function(bytes) {
  size <- 8 * length(bytes)
  bytes <- c(bytes, as.raw(0x80), raw((55 - length(bytes)) %% 64), raw(4), as.raw(size %/% 256^(3:0) %% 256))
  split(as.integer(bytes), (seq_along(bytes) - 1) %/% 64)
}

# Words of 32 bits as hexadecimal digits
sas_digits_of <- function(words) {
  paste(vapply(words, function(bits) {
    number <- sum(bits * 2^(31:0))
    sprintf("%04X%04X", as.integer(number %/% 65536), as.integer(number %% 65536))
  }, ""), collapse = "")
}
sas_bits_of <- function(number) number %/% 2^(31:0) %% 2 == 1
sas_turned <- function(bits, places) bits[(seq_len(32) - 1 - places) %% 32 + 1]
sas_add_bits <- function(...) sas_bits_of(sum(vapply(list(...), function(bits) sum(bits * 2^(31:0)), 0)) %% 2^32)

# NVALID: 1 if a text can be the name of a variable (rules V7, ANY, NLITERAL), else 0
sas_nvalid <- function(name, rule = "v7") {
  text <- sas_trimmed(name)
  plain <- grepl("^[A-Za-z_][A-Za-z0-9_]{0,31}$", text, perl = TRUE)
  literal <- grepl("^('([^']|'')*'|\"([^\"]|\"\")*\")[nN]$", text, perl = TRUE)
  rule <- tolower(trimws(rule))
  any <- rule == "any"
  (any & nchar(text) >= 1 & nchar(text) <= 32 | !any & plain | rule == "nliteral" & literal) + 0
}

# NLITERAL: a name as it can be written in a program
sas_nliteral <- function(name) {
  sas_each_text(function(text) {
    if (text == "" || grepl("^[A-Za-z_][A-Za-z0-9_]{0,31}$", text, perl = TRUE)) return(text)
    marks <- function(mark) lengths(regmatches(text, gregexpr(mark, text, fixed = TRUE)))
    mark <- if (grepl("[&%]", text) || marks("\"") > marks("'")) "'" else "\""
    paste0(mark, gsub(mark, strrep(mark, 2), text, fixed = TRUE), mark, "N")
  }, sas_trimmed(name))
}
