# $EBCDICw., $CHARZBw. and $PHEXw.: texts that come from mainframes.

# The characters of ASCII that have one place in the code pages 037, 500 and 1047, and these places
sas_ebcdic_characters <- strsplit(" .<(+&$*);-/,%_>?`:#@'=\"abcdefghijklmnopqr~stuvwxyz{ABCDEFGHI}JKLMNOPQR\\STUVWXYZ0123456789", "")[[1]]
sas_ebcdic_bytes <- strtoi(substring(
  paste0(
    "404b4c4d4e505b5c5d5e60616b6c6d6e6f797a7b7c7d7e7f818283848586878889919293949596979899a1a2a3a4a5a6a7a8",
    "a9c0c1c2c3c4c5c6c7c8c9d0d1d2d3d4d5d6d7d8d9e0e2e3e4e5e6e7e8e9f0f1f2f3f4f5f6f7f8f9"
  ),
  seq(1, 179, 2), seq(2, 180, 2)
), 16L)

sas_no_one_place <- function(what) {
  sas_stop("R0447", paste0("ERROR: ", what, " is not the same in all code pages of EBCDIC."))
}

sas_write_ebcdic <- function(x, width, decimals) {
  sas_each_text_of_bytes(sas_fill(x, width), function(text) {
    letters <- strsplit(text, "")[[1]]
    bytes <- sas_ebcdic_bytes[match(letters, sas_ebcdic_characters)]
    if (anyNA(bytes)) sas_no_one_place(letters[is.na(bytes)][1])
    bytes
  })
}

sas_from_ebcdic <- function(text) {
  vapply(text, function(one) {
    codes <- as.integer(sas_octets(one))
    letters <- sas_ebcdic_characters[match(codes, sas_ebcdic_bytes)]
    if (anyNA(letters)) sas_no_one_place(sprintf("'%02X'x", codes[is.na(letters)][1]))
    paste(letters, collapse = "")
  }, "", USE.NAMES = FALSE)
}

sas_read_ebcdic <- function(text, width, decimals) {
  sub(" +$", "", sas_from_ebcdic(sas_left(substr(text, 1, width), width)))
}

sas_read_zero_blank <- function(text, width, decimals) sub(" +$", "", gsub("\ue000", " ", text, fixed = TRUE))

sas_read_packed_hex <- function(text, width, decimals) {
  vapply(text, function(one) {
    digits <- paste(sprintf("%02X", sas_field_bytes(one, max(width, 1))), collapse = "")
    substr(digits, 1, nchar(digits) - 1)
  }, "", USE.NAMES = FALSE)
}
