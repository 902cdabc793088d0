# Formats that write SAS times (seconds) and datetimes (seconds since 1960).

# Hours, minutes and two-digit seconds of positive times, rounded to so many decimals. What comes within `fuzz` of
# the next whole second when half a unit is added is that second.
sas_clock <- function(seconds, decimals, fuzz = 1e-11) {
  minutes <- floor(seconds / 60)
  rest <- seconds - 60 * minutes
  text <- sas_fixed(rest, decimals)
  carried <- floor(rest + 0.5 / 10^decimals + fuzz)
  up <- fuzz > 0 & carried > floor(as.numeric(text))
  text[up] <- sas_fixed(carried[up], decimals)
  full <- startsWith(text, "60")
  minutes[full] <- minutes[full] + 1
  text[full] <- sas_fixed(0, decimals)
  list(
    hours = minutes %/% 60, minutes = minutes %% 60,
    seconds = paste0(strrep("0", pmax((if (decimals) 3 + decimals else 2) - nchar(text), 0)), text)
  )
}

# The same within a day: what would round to 24:00 is cut instead.
sas_day_clock <- function(seconds, decimals) {
  clock <- sas_clock(seconds, decimals)
  over <- clock$hours >= 24
  clock$hours[over] <- 23
  clock$minutes[over] <- 59
  clock$seconds[over] <- paste0("59", if (decimals) paste0(".", strrep("9", decimals)))
  clock
}

# The first form that fits, right-aligned; asterisks where none does.
sas_first_fitting <- function(forms, width, otherwise = strrep("*", width)) {
  out <- rep(otherwise, length(forms[[1]]))
  for (text in rev(forms)) {
    fits <- nchar(text) <= width
    out[fits] <- sas_right(text[fits], width)
  }
  out
}

sas_hours <- function(number) sprintf("%.0f", number)

sas_write_time <- function(x, width, decimals) {
  sign <- ifelse(x < 0, "-", "")
  forms <- lapply(decimals:0, function(places) {
    clock <- sas_clock(abs(x), places)
    paste0(sign, sas_hours(clock$hours), ":", sas_two(clock$minutes), ":", clock$seconds)
  })
  clock <- sas_clock(abs(x), 0)
  hours <- paste0(sign, sas_hours(clock$hours))
  sas_first_fitting(c(forms, list(paste0(hours, ":", sas_two(clock$minutes)), hours)), width)
}

# Hours, minutes and seconds of the day as TODw.d does: negative values are counted from 1582, the fraction of a
# second is rounded by itself, and what would round to 24:00 is cut instead.
sas_tod_clock <- function(x, decimals) {
  total <- ifelse(x < 0, x + 86400 * 138061, x)
  of_day <- total - 86400 * floor(total / 86400)
  whole <- floor(of_day)
  fraction <- floor((of_day - whole) * 10^decimals + 0.5)
  carried <- fraction == 10^decimals
  whole[carried] <- whole[carried] + 1
  fraction[carried] <- 0
  over <- whole == 86400
  whole[over] <- 86399
  fraction[over] <- 10^decimals - 1
  list(
    hours = whole %/% 3600, minutes = whole %/% 60 %% 60,
    seconds = paste0(sas_two(whole %% 60), if (decimals) paste0(".", sprintf("%0*.0f", decimals, fraction)))
  )
}

sas_write_tod <- function(x, width, decimals) {
  forms <- list()
  for (places in decimals:0) {
    clock <- sas_tod_clock(x, places)
    rest <- paste0(":", sas_two(clock$minutes), ":", clock$seconds)
    forms <- c(forms, list(paste0(sas_two(clock$hours), rest), paste0(clock$hours, rest)))
  }
  minutes <- paste0(":", sas_two(clock$minutes))
  hours <- sas_two(clock$hours)
  sas_first_fitting(c(forms, list(paste0(hours, minutes), paste0(clock$hours, minutes), hours)), width)
}

sas_write_hhmm <- function(x, width, decimals) {
  hours <- floor(abs(x) / 3600)
  text <- sas_fixed((abs(x) - 3600 * hours) / 60, decimals)
  whole <- 60 * hours + as.numeric(sub("\\..*", "", text))
  hours <- paste0(ifelse(x < 0, "-", ""), sas_hours(whole %/% 60))
  minutes <- paste0(hours, ":", sas_two(whole %% 60))
  long <- sas_right(substr(paste0(minutes, sub("^[0-9]*", "", text)), 1, width), width)
  short <- sas_first_fitting(list(hours), width, sas_right("**", width))
  ifelse(nchar(minutes) <= width, long, short)
}

sas_write_hour <- function(x, width, decimals) sas_write_number(abs(x) / 3600, width, decimals)

sas_write_mmss <- function(x, width, decimals) {
  clock <- sas_clock(abs(x), decimals, 0)
  minutes <- paste0(ifelse(x < 0, "-", ""), sas_hours(clock$hours * 60 + clock$minutes))
  text <- paste0(minutes, ":", clock$seconds)
  short <- sas_first_fitting(list(minutes), width, sas_right("**", width))
  fits <- nchar(text) - (if (decimals) decimals + 1 else 0) <= width
  ifelse(fits, sas_right(substr(text, 1, width), width), short)
}

sas_write_datetime <- function(x, width, decimals) {
  day <- floor(x / 86400)
  if (width < 10) return(sas_write_date(day, width, 0))
  clock <- sas_day_clock(x - 86400 * day, min(decimals, max(width - 16, 0)))
  date <- sas_civil(day)
  year <- if (width >= 19 + decimals) as.character(date$year) else sas_two(date$year %% 100)
  text <- paste0(sas_two(date$day), sas_short_month(date$month), year, ":", sas_two(clock$hours))
  if (width >= 13) text <- paste0(text, ":", sas_two(clock$minutes))
  if (width >= 16) text <- paste0(text, ":", clock$seconds)
  sas_dated(day, width, substr(text, 1, width))
}

sas_write_dtdate <- function(x, width, decimals) sas_write_date(floor(x / 86400), width, 0)
sas_write_dtmonyy <- function(x, width, decimals) sas_write_monyy(floor(x / 86400), width, 0)
sas_write_dtyear <- function(x, width, decimals) sas_write_year(floor(x / 86400), width, 0)
sas_write_dtwkdatx <- function(x, width, decimals) sas_write_weekdatx(floor(x / 86400), width, 0)

sas_write_dtyyqc <- function(x, width, decimals) {
  day <- floor(x / 86400)
  date <- sas_civil(day)
  year <- if (width >= 6) as.character(date$year) else sas_two(date$year %% 100)
  sas_dated(day, width, paste0(year, ":", (date$month + 2) %/% 3))
}
