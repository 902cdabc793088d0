# Bitwise operations on whole numbers of 32 bits; R's own work on 31 bits, so both halves are taken apart
sas_bitwise <- function(left, right, operation) {
  sas_each(function(left, right) {
    words <- c(left, right)
    if (anyNA(words) || any(words < 0 | words >= 2^32 | words != trunc(words))) return(NA_real_)
    high <- operation(left %/% 65536, right %/% 65536)
    low <- operation(left %% 65536, right %% 65536)
    high * 65536 + low
  }, left, right)
}
sas_band <- function(left, right) sas_bitwise(left, right, bitwAnd)
sas_bor <- function(left, right) sas_bitwise(left, right, bitwOr)
sas_bxor <- function(left, right) sas_bitwise(left, right, bitwXor)
sas_bnot <- function(x) sas_bitwise(x, 2^32 - 1, bitwXor)
sas_shift <- function(x, places, factor) {
  valid <- !is.na(x) & !is.na(places) & x >= 0 & x < 2^32 & x == trunc(x) & places >= 0 & places <= 31
  sas_number(ifelse(valid, trunc(x * factor^trunc(places)) %% 2^32, NA))
}
sas_blshift <- function(x, places) sas_shift(x, places, 2)
sas_brshift <- function(x, places) sas_shift(x, places, 1 / 2)
