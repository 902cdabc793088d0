# SAS dates: days since 1 January 1960, from 1582 to 20000; the years 4000, 8000 … have no 29 February.

sas_months <- c(
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December"
)
sas_weekdays <- c("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")

# Year, month and day of SAS dates.
sas_civil <- function(day) {
  shifted <- floor(day) + 715815
  cycle <- shifted %/% 1460969
  shifted <- shifted %% 1460969
  era <- shifted %/% 146097
  of_era <- shifted %% 146097
  year <- (of_era - of_era %/% 1460 + of_era %/% 36524 - of_era %/% 146096) %/% 365
  of_year <- of_era - (365 * year + year %/% 4 - year %/% 100)
  month <- (5 * of_year + 2) %/% 153
  list(
    year = year + 4000 * cycle + 400 * era + (month >= 10),
    month = (month + 2) %% 12 + 1,
    day = of_year - (153 * month + 2) %/% 5 + 1
  )
}

# SAS dates of calendar days; NaN where there is no such day.
sas_day_number <- function(year, month, day) {
  leap <- year %% 4 == 0 & (year %% 100 != 0 | year %% 400 == 0) & year %% 4000 != 0
  last <- c(31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[pmin(pmax(month, 1), 12)] + (month == 2 & leap)
  valid <- year >= 1582 & year <= 20000 & month >= 1 & month <= 12 & day >= 1 & day <= last
  ifelse(valid, sas_days_to(year, month, day), NaN)
}

# SAS dates of days that are known to exist.
sas_days_to <- function(year, month, day) {
  shifted <- year - (month <= 2)
  leaps <- shifted %/% 4 - shifted %/% 100 + shifted %/% 400 - shifted %/% 4000
  365 * shifted + leaps + (153 * ((month + 9) %% 12) + 2) %/% 5 + day - 1 - 715815
}

sas_weekday_number <- function(day) (floor(day) + 5) %% 7 + 1
sas_day_of_year <- function(day) floor(day) - sas_days_to(sas_civil(day)$year, 1, 1) + 1

# Years of two digits fall into the hundred years from `cutoff` on.
sas_full_year <- function(year, digits, cutoff = 1926) ifelse(digits > 2, year, cutoff + (year - cutoff) %% 100)

# Asterisks where a day is outside SAS's calendar, else the texts right-aligned.
sas_dated <- function(day, width, text) {
  ifelse(day >= -138061 & day < 6589336, sas_right(text, width), strrep("*", width))
}

sas_two <- function(number) sprintf("%02d", as.integer(number))
