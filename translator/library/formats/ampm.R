# Times and datetimes on a twelve-hour clock.

sas_half_day <- function(hours) ifelse(hours < 12, "AM", "PM")
sas_twelve <- function(hours) (hours + 11) %% 12 + 1

sas_write_time_ampm <- function(x, width, decimals) {
  of_day <- x - 86400 * floor(x / 86400)
  forms <- lapply(decimals:0, function(places) {
    clock <- sas_day_clock(of_day, places)
    paste0(
      sas_twelve(clock$hours), ":", sas_two(clock$minutes), ":", clock$seconds, " ", sas_half_day(clock$hours)
    )
  })
  clock <- sas_day_clock(of_day, 0)
  half <- sas_half_day(clock$hours)
  hours <- sas_twelve(clock$hours)
  if (width > 4) {
    forms <- c(forms, list(paste0(hours, ":", sas_two(clock$minutes), " ", half), paste(hours, half)))
  }
  sas_first_fitting(c(forms, list(half)), width)
}

sas_write_date_ampm <- function(x, width, decimals) {
  day <- floor(x / 86400)
  date <- sas_civil(day)
  text <- paste0(sas_two(date$day), sas_short_month(date$month), sas_two(date$year %% 100))
  if (width >= 10) {
    clock <- sas_day_clock(x - 86400 * day, max(min(decimals, width - 20), 0))
    half <- sas_half_day(clock$hours)
    text <- paste0(text, ":", sas_two(sas_twelve(clock$hours)))
    if (width >= 19) {
      text <- paste0(text, ":", sas_two(clock$minutes), ":", clock$seconds, " ", half)
    } else if (width >= 16) {
      text <- paste0(text, ":", sas_two(clock$minutes), " ", half)
    } else if (width >= 13) {
      text <- paste(text, half)
    }
  }
  sas_dated(day, width, text)
}

sas_write_mdy_ampm <- function(x, width, decimals) {
  day <- floor(x / 86400)
  of_day <- x - 86400 * day
  date <- sas_civil(day)
  hours <- floor(of_day / 3600)
  time <- paste0(" ", sas_twelve(hours), ":", sas_two(floor(of_day / 60) %% 60), " ", sas_half_day(hours))
  start <- paste0(date$month, "/", date$day, "/")
  short <- sas_two(date$year %% 100)
  forms <- list(
    paste0(start, date$year, time), paste0(start, short, time), paste0(start, date$year), paste0(start, short)
  )
  inside <- day >= -138061 & day < 6589336
  ifelse(inside, sas_first_fitting(forms, width), strrep("*", width))
}
