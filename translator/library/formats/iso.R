# ISO 8601 dates, times and datetimes: E8601xx. (style "E", with separators) and B8601xx. (style "B", without).
# The zone of the session is UTC.

sas_iso_date <- c(E = "(\\d{4})-(\\d{2})-(\\d{2})", B = "(\\d{4})(\\d{2})(\\d{2})")
sas_iso_time <- c(
  E = "(\\d{2}):(\\d{2})(?::(\\d{2}(?:[.,]\\d*)?))?", B = "(\\d{2})(\\d{2})(?:(\\d{2}(?:[.,]?\\d*)?))?"
)
sas_iso_zone <- "(?:Z|([+-])(\\d{2}):?(\\d{2})?)"

sas_iso_day <- function(day, style) {
  date <- sas_civil(day)
  mark <- if (style == "E") "-" else ""
  paste(sprintf("%04d", as.integer(date$year)), sas_two(date$month), sas_two(date$day), sep = mark)
}

sas_iso_clock <- function(clock, style) {
  paste(sas_two(clock$hours), sas_two(clock$minutes), clock$seconds, sep = if (style == "E") ":" else "")
}

sas_write_iso_date <- function(x, width, decimals, style) {
  text <- sas_iso_day(x, style)
  sas_dated(x, width, ifelse(nchar(text) <= width, text, strrep("*", width)))
}

sas_write_iso_date_of <- function(x, width, decimals, style) {
  sas_write_iso_date(floor(x / 86400), width, decimals, style)
}

sas_write_iso_datetime <- function(x, width, decimals, style) {
  day <- floor(x / 86400)
  forms <- lapply(decimals:0, function(places) {
    paste0(sas_iso_day(day, style), "T", sas_iso_clock(sas_day_clock(x - 86400 * day, places), style))
  })
  sas_dated(day, width, sas_first_fitting(forms, width))
}

sas_in_day <- function(x, width, text) ifelse(x >= 0 & x < 86400, text, strrep("*", width))

sas_write_iso_time <- function(x, width, decimals, style) {
  forms <- list()
  for (places in decimals:0) {
    text <- sas_iso_clock(sas_clock(abs(x), places), style)
    forms <- c(forms, list(text, sub("^0", "", text)))
  }
  short <- substr(text, 1, if (style == "E") 5 else 4)
  sas_in_day(x, width, sas_first_fitting(c(forms, list(short)), width))
}

sas_write_iso_zoned_datetime <- function(x, width, decimals, style) {
  zone <- if (style == "E") "+00:00" else "+0000"
  shortest <- if (style == "E") 19 else 15
  room <- width - shortest - nchar(zone)
  if (room < 0) {
    zone <- "Z"
    room <- width - shortest - 1
  }
  day <- floor(x / 86400)
  clock <- sas_day_clock(x - 86400 * day, max(min(decimals, room - 1), 0))
  text <- paste0(sas_iso_day(day, style), "T", sas_iso_clock(clock, style), zone)
  sas_dated(day, width, ifelse(nchar(text) <= width, sas_left(text, width), strrep("*", width)))
}

sas_write_iso_zoned_time <- function(x, width, decimals, style, local) {
  zone <- if (style == "E") "+00:00" else "+0000"
  shortest <- if (style == "E") 8 else 6
  room <- width - shortest - nchar(zone)
  if (room < 0 && local == "") {
    zone <- "Z"
    room <- width - shortest - 1
  }
  text <- paste0(sas_iso_clock(sas_day_clock(abs(x) %% 86400, max(min(decimals, room - 1), 0)), style), zone)
  sas_in_day(x, width, ifelse(nchar(text) <= width, sas_left(text, width), strrep("*", width)))
}

sas_write_iso_local_datetime <- function(x, width, decimals, style) {
  sas_right(sub(" +$", "", sas_write_iso_zoned_datetime(x, width, decimals, style)), width)
}

sas_write_iso_local_time <- function(x, width, decimals, style) {
  sas_right(sub(" +$", "", sas_write_iso_zoned_time(x, width, decimals, style, "L")), width)
}

sas_part_number <- function(part) as.numeric(ifelse(!is.na(part) & part == "", "0", part))

# Seconds of (hours, minutes, seconds); NaN where they are none.
sas_iso_seconds <- function(parts) {
  written <- chartr(",", ".", parts[, 3])
  whole <- !is.na(written) & !grepl(".", written, fixed = TRUE) & nchar(written) > 2
  written[whole] <- paste0(substr(written[whole], 1, 2), ".", substr(written[whole], 3, nchar(written[whole])))
  hour <- sas_part_number(parts[, 1])
  minute <- sas_part_number(parts[, 2])
  second <- sas_part_number(written)
  valid <- hour <= 24 & minute <= 59 & second < 60 & !(hour == 24 & minute + second > 0)
  ifelse(!is.na(valid) & valid, 3600 * hour + 60 * minute + second, NaN)
}

sas_iso_ahead <- function(parts) {
  seconds <- 3600 * sas_part_number(parts[, 2]) + 60 * sas_part_number(parts[, 3])
  ifelse(!is.na(parts[, 1]) & parts[, 1] == "-", -seconds, seconds)
}

sas_iso_day_of <- function(parts) sas_day_of(parts[, 1], sas_part_number(parts[, 2]), parts[, 3], 1926)

sas_short_iso_date <- c(
  E = "^(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?$", B = "^(\\d{4})(?:(\\d{2})(?:(\\d{2}))?)?$"
)

# A year or a month alone is its first day.
sas_read_iso_date <- function(text, width, decimals, style) {
  sas_reading_iso(text, function(word) sas_short_iso_day(word, style))
}

sas_short_iso_day <- function(word, style) {
  parts <- sas_groups(word, sas_short_iso_date[[style]], 3)
  parts[!is.na(parts) & parts == ""] <- "1"
  sas_iso_day_of(parts)
}

# 20110731142335, with decimals of the seconds behind it.
sas_read_java_datetime <- function(text, width, decimals) {
  sas_reading_iso(text, function(word) {
    parts <- sas_groups(word, "^(\\d{4})(\\d{2})(\\d{2})(\\d{2})(\\d{2})(\\d{2}\\d{0,6})$", 6)
    86400 * sas_iso_day_of(parts[, 1:3, drop = FALSE]) + sas_iso_seconds(parts[, 4:6, drop = FALSE])
  })
}

# As sas_reading, without special missing values.
sas_reading_iso <- function(text, reader) {
  out <- sas_reading(text, function(word) reader(toupper(word)))
  invalid <- attr(out, "invalid") | grepl("^\\s*\\.[A-Za-z_]\\s*$", text)
  sas_invalid(out, invalid)
}

sas_read_iso_date_of <- function(text, width, decimals, style) {
  out <- sas_read_iso_date(text, width, decimals, style)
  sas_invalid(86400 * as.numeric(out), attr(out, "invalid"))
}

sas_read_iso_datetime <- function(text, width, decimals, style) {
  sas_reading_iso(text, function(word) {
    pattern <- paste0("^", sas_iso_date[style], "(?:[T ]", sas_iso_time[style], ")?", sas_iso_zone, "?$")
    parts <- sas_groups(word, pattern, 9)
    day <- sas_iso_day_of(parts[, 1:3, drop = FALSE])
    out <- 86400 * day + sas_iso_seconds(parts[, 4:6, drop = FALSE]) - sas_iso_ahead(parts[, 7:9, drop = FALSE])
    short <- grepl(sas_short_iso_date[[style]], word, perl = TRUE)
    out[short] <- 86400 * sas_short_iso_day(word[short], style)
    out
  })
}

sas_read_iso_time <- function(text, width, decimals, style) {
  sas_reading_iso(text, function(word) sas_iso_seconds(sas_groups(word, paste0("^", sas_iso_time[style], "$"), 3)))
}

sas_read_iso_zoned_time <- function(text, width, decimals, style) {
  sas_reading_iso(text, function(word) {
    parts <- sas_groups(word, paste0("^", sas_iso_time[style], sas_iso_zone, "?$"), 6)
    (sas_iso_seconds(parts[, 1:3, drop = FALSE]) - sas_iso_ahead(parts[, 4:6, drop = FALSE])) %% 86400
  })
}
