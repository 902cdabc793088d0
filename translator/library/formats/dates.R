# Formats that write SAS dates. A narrow field leaves out separators, then the century, then the last parts.

sas_short_month <- function(month) toupper(substr(sas_months[month], 1, 3))

sas_write_date <- function(x, width, decimals) {
  date <- sas_civil(x)
  name <- sas_short_month(date$month)
  text <- if (width < 7) {
    paste0(sas_two(date$day), name)
  } else if (width < 9) {
    paste0(sas_two(date$day), name, sas_two(date$year %% 100))
  } else if (width < 11) {
    paste0(sas_two(date$day), name, date$year)
  } else {
    paste(sas_two(date$day), name, date$year, sep = "-")
  }
  sas_dated(x, width, text)
}

sas_write_parts <- function(x, width, decimals, order, separator) {
  date <- sas_civil(x)
  long_year <- width >= (if (separator == "") 8 else 10)
  parts <- list(
    D = sas_two(date$day), M = sas_two(date$month),
    Y = if (long_year) as.character(date$year) else sas_two(date$year %% 100)
  )
  shown <- parts[strsplit(order, "")[[1]]]
  if (width < 4) shown <- shown[1] else if (width < 6) shown <- shown[1:2]
  text <- do.call(paste, c(unname(shown), sep = separator))
  plain <- do.call(paste0, unname(shown))
  sas_dated(x, width, ifelse(nchar(text) <= width, text, plain))
}

sas_write_year_month <- function(x, width, decimals, separator) {
  date <- sas_civil(x)
  text <- paste0(date$year, separator, sas_two(date$month))
  sas_dated(x, width, ifelse(nchar(text) <= width, text, substr(text, 3, nchar(text))))
}

sas_write_month_year <- function(x, width, decimals, separator) {
  date <- sas_civil(x)
  long <- paste0(sas_two(date$month), separator, date$year)
  short <- paste0(sas_two(date$month), separator, sas_two(date$year %% 100))
  sas_dated(x, width, ifelse(nchar(long) <= width, long, short))
}

sas_write_year_quarter <- function(x, width, decimals, separator) {
  date <- sas_civil(x)
  text <- paste0(date$year, separator, (date$month + 2) %/% 3)
  sas_dated(x, width, ifelse(nchar(text) <= width, text, substr(text, 3, nchar(text))))
}

sas_write_year_quarter_roman <- function(x, width, decimals, separator) {
  date <- sas_civil(x)
  year <- if (width >= 7 + nchar(separator)) as.character(date$year) else sas_two(date$year %% 100)
  sas_dated(x, width, paste0(year, separator, c("I", "II", "III", "IV")[(date$month + 2) %/% 3]))
}

sas_year_text <- function(year, width) if (width >= 7) as.character(year) else sas_two(year %% 100)

sas_write_monyy <- function(x, width, decimals) {
  date <- sas_civil(x)
  sas_dated(x, width, paste0(sas_short_month(date$month), sas_year_text(date$year, width)))
}

sas_write_yymon <- function(x, width, decimals) {
  date <- sas_civil(x)
  sas_dated(x, width, paste0(sas_year_text(date$year, width), sas_short_month(date$month)))
}

sas_write_monname <- function(x, width, decimals) {
  sas_dated(x, width, substr(sas_months[sas_civil(x)$month], 1, width))
}

sas_write_downame <- function(x, width, decimals) {
  sas_dated(x, width, substr(sas_weekdays[sas_weekday_number(x)], 1, width))
}

sas_write_month <- function(x, width, decimals) {
  month <- sas_civil(x)$month
  sas_dated(x, width, if (width == 1) sprintf("%X", as.integer(month)) else as.character(month))
}

sas_write_day <- function(x, width, decimals) sas_dated(x, width, as.character(sas_civil(x)$day))

sas_write_year <- function(x, width, decimals) {
  year <- sas_civil(x)$year
  sas_dated(x, width, if (width >= 4) as.character(year) else sas_two(year %% 100))
}

sas_write_qtr <- function(x, width, decimals) {
  sas_dated(x, width, as.character((sas_civil(x)$month + 2) %/% 3))
}

sas_write_qtrr <- function(x, width, decimals) {
  sas_dated(x, width, c("I", "II", "III", "IV")[(sas_civil(x)$month + 2) %/% 3])
}

sas_write_weekday <- function(x, width, decimals) sas_dated(x, width, as.character(sas_weekday_number(x)))
sas_write_julday <- function(x, width, decimals) sas_dated(x, width, as.character(sas_day_of_year(x)))

sas_write_julian <- function(x, width, decimals) {
  sas_dated(
    x, width, paste0(sas_year_text(sas_civil(x)$year, width), sprintf("%03d", as.integer(sas_day_of_year(x))))
  )
}

sas_write_weekdate <- function(x, width, decimals) {
  date <- sas_civil(x)
  name <- sas_weekdays[sas_weekday_number(x)]
  month <- sas_months[date$month]
  text <- if (width < 9) {
    substr(name, 1, 3)
  } else if (width < 15) {
    name
  } else if (width < 17) {
    paste0(substr(name, 1, 3), ", ", substr(month, 1, 3), " ", date$day, ", ", sas_two(date$year %% 100))
  } else if (width < 23) {
    paste0(substr(name, 1, 3), ", ", substr(month, 1, 3), " ", date$day, ", ", date$year)
  } else {
    paste0(name, ", ", if (width < 29) substr(month, 1, 3) else month, " ", date$day, ", ", date$year)
  }
  sas_dated(x, width, text)
}

sas_write_weekdatx <- function(x, width, decimals) {
  date <- sas_civil(x)
  name <- sas_weekdays[sas_weekday_number(x)]
  month <- sas_months[date$month]
  text <- if (width < 9) {
    substr(name, 1, 3)
  } else if (width < 15) {
    name
  } else if (width < 17) {
    paste0(substr(name, 1, 3), ", ", date$day, " ", substr(month, 1, 3), " ", sas_two(date$year %% 100))
  } else if (width < 23) {
    paste0(substr(name, 1, 3), ", ", date$day, " ", substr(month, 1, 3), " ", date$year)
  } else {
    paste0(name, ", ", date$day, " ", if (width < 29) substr(month, 1, 3) else month, " ", date$year)
  }
  sas_dated(x, width, text)
}

sas_write_worddate <- function(x, width, decimals) {
  date <- sas_civil(x)
  name <- sas_months[date$month]
  text <- if (width < 9) {
    substr(name, 1, 3)
  } else if (width < 12) {
    name
  } else {
    paste0(if (width >= 18) name else substr(name, 1, 3), " ", date$day, ", ", date$year)
  }
  sas_dated(x, width, text)
}

sas_write_worddatx <- function(x, width, decimals) {
  date <- sas_civil(x)
  name <- sas_months[date$month]
  text <- if (width < 9) {
    substr(name, 1, 3)
  } else if (width < 12) {
    name
  } else {
    paste(date$day, if (width >= 18) name else substr(name, 1, 3), date$year)
  }
  sas_dated(x, width, text)
}

sas_write_week <- function(x, width, decimals, kind) {
  year <- sas_civil(x)$year
  of_week <- (floor(x) + 4) %% 7 + 1  # Monday is 1
  if (kind == "V") {
    thursday <- floor(x) - of_week + 4
    year <- sas_civil(thursday)$year
    week <- (sas_day_of_year(thursday) - 1) %/% 7 + 1
  } else {
    if (kind == "U") of_week <- sas_weekday_number(x)
    week <- (sas_day_of_year(x) - of_week + 7) %/% 7
  }
  week <- paste0("W", sas_two(week))
  text <- if (width < 5) {
    week
  } else if (width < 7) {
    paste0(sas_two(year %% 100), week)
  } else if (width < 9) {
    paste0(sas_two(year %% 100), week, sas_two(of_week))
  } else if (width < 11) {
    paste0(year, week, sas_two(of_week))
  } else {
    paste(year, week, sas_two(of_week), sep = "-")
  }
  sas_dated(x, width, text)
}
