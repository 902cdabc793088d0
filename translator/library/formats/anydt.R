# ANYDTDTEw., ANYDTDTMw., ANYDTTMEw.: dates, times and datetimes in whatever form they come. What could be more
# than one date is read by DATESTYLE=MDY, then DMY, then YMD.

sas_any_time_pattern <- paste0(
  "(?:[T:/\\s,]+(\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2}(?:\\.\\d*)?)?\\s*(?:[AaPp][Mm])?)(?:Z|[+-]\\d{2}:?\\d{2})?)?"
)
sas_any_forms <- list(
  list(paste0("(\\d{1,2}[-/\\s]?[A-Za-z]{3}[-/\\s]?\\d{2,4})", sas_any_time_pattern), "date"),
  list(paste0("(\\d{1,4}[-/.\\s]\\d{1,2}[-/.\\s]\\d{1,4})", sas_any_time_pattern), "three"),
  list(
    paste0(
      "([A-Za-z]{3,9}\\.?\\s+\\d{1,2},?\\s*\\d{4}|\\d{1,2}\\s+[A-Za-z]{4,9},?\\s*\\d{4})", sas_any_time_pattern
    ),
    "long"
  ),
  list("([A-Za-z]{3}[-/\\s]?\\d{2,4})()", "month"),
  list("(\\d{2,4}[Qq][1-4])()", "quarter"),
  list(paste0("(\\d{8}|\\d{6})", sas_any_time_pattern), "digits"),
  list("(\\d{7}|\\d{5})()", "julian"),
  list("(\\d{1,4}[-/]\\d{1,4})()", "two")
)

# The SAS date of one text of a form; NaN if there is none.
sas_any_day <- function(text, form, cutoff) {
  read <- function(reader, ...) {
    value <- reader(text, 32, 0, ..., cutoff = cutoff)
    if (any(attr(value, "invalid"))) NaN else as.numeric(value)
  }
  if (form == "date") return(read(sas_read_date))
  if (form == "month") return(read(sas_read_monyy))
  if (form == "quarter") return(read(sas_read_yyq))
  if (form == "julian") return(read(sas_read_julian))
  parts <- regmatches(text, gregexpr("[0-9]+", text))[[1]]
  if (form == "long") {
    name <- toupper(gsub("[^A-Za-z]", "", text))
    month <- which(startsWith(toupper(sas_months), name))
    return(if (length(month)) sas_day_number(as.numeric(parts[2]), month[1], as.numeric(parts[1])) else NaN)
  }
  if (form == "two") {
    if (nchar(parts[1]) == 4 || as.numeric(parts[1]) > 12) parts <- rev(parts)
    return(sas_day_number(sas_full_year(as.numeric(parts[2]), nchar(parts[2]), cutoff), as.numeric(parts[1]), 1))
  }
  orders <- c("MDY", "DMY", "YMD")
  if (nchar(parts[1]) == 4 || (form == "digits" && nchar(text) == 8)) orders <- c("YMD", "MDY", "DMY")
  for (order in orders) {
    day <- read(sas_read_parts, order)
    if (!is.na(day)) return(day)
  }
  NaN
}

sas_any_clock <- function(text) {
  text <- gsub("^\\s+|\\s+$", "", text)
  if (!grepl("^\\d+([:.]\\d+)+\\s*([AaPp][Mm])?$", text, perl = TRUE)) return(NaN)
  if (grepl("^\\d+:\\d{1,2}\\.\\d+$", text, perl = TRUE)) {
    parts <- as.numeric(strsplit(text, ":", fixed = TRUE)[[1]])
    return(60 * parts[1] + parts[2])
  }
  sas_seconds(text)
}

# Day and seconds of one text.
sas_any_moment <- function(word, cutoff) {
  for (form in sas_any_forms) {
    parts <- sas_groups(word, paste0("^", "(?:", form[[1]], ")$"), 2)
    if (!is.na(parts[1, 1])) {
      day <- sas_any_day(parts[1, 1], form[[2]], cutoff)
      seconds <- if (is.na(parts[1, 2]) || parts[1, 2] == "") 0 else sas_any_clock(parts[1, 2])
      return(if (is.na(day + seconds)) c(NaN, NaN) else c(day, seconds))
    }
  }
  seconds <- sas_any_clock(word)
  c(if (is.na(seconds)) NaN else 0, seconds)
}

sas_read_any_date <- function(text, width, decimals, cutoff = 1926) {
  sas_reading(text, function(word) vapply(word, function(one) sas_any_moment(one, cutoff)[1], 0))
}

sas_read_any_datetime <- function(text, width, decimals, cutoff = 1926) {
  sas_reading(text, function(word) vapply(word, function(one) sum(sas_any_moment(one, cutoff) * c(86400, 1)), 0))
}

sas_read_any_time <- function(text, width, decimals, cutoff = 1926) {
  sas_reading(text, function(word) vapply(word, function(one) sas_any_moment(one, cutoff)[2], 0))
}
