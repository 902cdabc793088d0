# Ew., Dw.p, BESTDw.p, PVALUEw.d, ODDSRw.d: numbers with a given precision.

sas_write_scientific <- function(x, width, decimals) {
  size <- abs(x)
  power <- ifelse(size == 0, 0, sas_digits(size)$power)
  exponent <- function() sprintf("E%s%02d", ifelse(power < 0, "-", "+"), as.integer(abs(power)))
  mantissa <- function() {
    places <- pmax(width - 3 - nchar(exponent()), 0)
    sas_fixed(size, places, shift = -power)
  }
  carried <- as.numeric(mantissa()) >= 10
  power[carried] <- power[carried] + 1
  text <- paste0(ifelse(x < 0, "-", ""), mantissa(), exponent())
  ifelse(nchar(text) <= width, sas_right(text, width), strrep("*", width))
}

sas_grouped_places <- function(x, width, precision) {
  whole <- ifelse(abs(x) >= 1, nchar(sas_fixed(abs(x), 0)), 1)
  1 + precision * pmax((width - 3 - whole) %/% precision, 0)
}

# w.d with decimals of its own for each number.
sas_write_with_places <- function(x, width, places) {
  out <- character(length(x))
  for (many in unique(places)) out[places == many] <- sas_write_number(x[places == many], width, many)
  out
}

sas_write_aligned <- function(x, width, decimals) {
  sas_write_with_places(x, width, sas_grouped_places(x, width, if (decimals == 0) 3 else decimals))
}

sas_write_best_aligned <- function(x, width, decimals) {
  out <- sas_best(x, width)
  todo <- which(x != trunc(x) & !grepl("E", out) & grepl(".", out, fixed = TRUE))
  if (length(todo)) {
    value <- x[todo]
    places <- sas_grouped_places(value, width, if (decimals == 0) 3 else decimals)
    out[todo] <- sas_write_with_places(value, width, pmax(places, nchar(sub(".*\\.", "", out[todo]))))
  }
  out
}

sas_write_p_value <- function(x, width, decimals) {
  places <- if (decimals == 0) max(min(4, width - 2), 1) else decimals
  small <- paste0("<.", strrep("0", places - 1), "1")
  small <- if (nchar(small) <= width) sas_right(small, width) else strrep("*", width)
  ifelse(x >= 0 & x < 10^-places, small, sas_write_number(x, width, places))
}

sas_write_odds_ratio <- function(x, width, decimals) {
  places <- if (decimals == 0) max(min(3, width - 4), 1) else decimals
  whole <- width - places - 2
  small <- sas_right(sas_narrow(paste0("<0.", strrep("0", places - 1), "1"), width), width)
  nines <- function(count) strrep("9", max(count, 0))
  large <- sas_right(paste0(">", nines(whole), ".", nines(places)), width)
  limit <- as.numeric(paste0(nines(max(whole, 1)), ".", nines(places)))
  ifelse(x < 10^-places, small, ifelse(x > limit, large, sas_write_number(x, width, places)))
}
