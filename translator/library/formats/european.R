# Formats that follow a language or locale: NLxxx. for English_UnitedStates, EURDFxxx. for English.

sas_write_national <- function(x, width, decimals, before, after) {
  unit <- substring(before, 2)
  forms <- lapply(decimals:0, function(places) {
    text <- sas_narrow(paste0(unit, sas_grouped(sas_fixed(abs(x), places), ",", ".")), width)
    negative <- if (startsWith(before, "(")) paste0("(", text, after, ")") else paste0("-", text, after)
    ifelse(x < 0, negative, paste0(text, after))
  })
  out <- sas_first_fitting(forms, width, NA_character_)
  rest <- is.na(out)
  out[rest] <- sas_best(x[rest], width)
  out
}

sas_write_national_percent <- function(x, width, decimals) {
  sas_write_national(sign(x) * sas_hundredfold(x), width, decimals, "-", "%")
}

sas_write_national_date <- function(x, width, decimals) sas_write_worddate(x, width, decimals)

sas_write_from_currency <- function(x, width, decimals, rate) sas_write_eurox(x / as.numeric(rate), width, decimals)

sas_write_to_currency <- function(x, width, decimals, rate) sas_write_number(x * as.numeric(rate), width, decimals)

sas_write_european_weekday <- function(x, width, decimals) {
  if (width != 28) return(sas_write_weekdatx(x, width, 0))
  sas_dated(x, width, trimws(sas_write_weekdatx(x, 29, 0)))
}
