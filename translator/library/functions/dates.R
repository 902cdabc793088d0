# Year, month and day of SAS dates (days since 1960); in SAS the years 4000, 8000 … have no 29 February
sas_calendar <- function(date) {
  date <- sas_number(date)
  date[!is.na(date) & (date < -138061 | date >= 6589336)] <- NA
  days <- floor(date) + 715815
  cycle <- days %/% 1460969
  shifted <- days %% 1460969
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

# The SAS date of a calendar day; missing if there is none. Years of two digits are of 1926 to 2025
sas_date_of <- function(year, month, day) {
  year <- trunc(year)
  month <- trunc(month)
  day <- trunc(day)
  year <- ifelse(year >= 0 & year <= 99, 1926 + (year - 1926) %% 100, year)
  leap <- year %% 4 == 0 & (year %% 100 != 0 | year %% 400 == 0) & year %% 4000 != 0
  inside <- !is.na(month) & month >= 1 & month <= 12
  days <- c(31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[ifelse(inside, month, 1)] + (month == 2 & leap)
  valid <- inside & !is.na(year + day) & year >= 1582 & year <= 19900 & day >= 1 & day <= days
  shifted <- year - (month <= 2)
  leaps <- shifted %/% 4 - shifted %/% 100 + shifted %/% 400 - shifted %/% 4000
  of_year <- (153 * ((month + 9) %% 12) + 2) %/% 5 + day - 1
  sas_number(ifelse(valid, 365 * shifted + leaps + of_year - 715815, NA))
}

# MDY, YYQ: dates from their parts
sas_mdy <- function(month, day, year) sas_date_of(year, month, day)
sas_yyq <- function(year, quarter) {
  sas_date_of(year, ifelse(quarter >= 1 & quarter <= 4, trunc(quarter) * 3 - 2, NA_real_), 1)
}

# Parts of dates
sas_year <- function(date) sas_calendar(date)$year
sas_month <- function(date) sas_calendar(date)$month
sas_day <- function(date) sas_calendar(date)$day
sas_qtr <- function(date) (sas_calendar(date)$month + 2) %/% 3
sas_weekday <- function(date) sas_number((floor(date) + 5) %% 7 + 1 + 0 * sas_calendar(date)$day)

# Parts of datetimes and times
sas_datepart <- function(datetime) sas_number(floor(datetime / 86400))
sas_timepart <- function(datetime) sas_number(datetime - floor(datetime / 86400) * 86400)
sas_hour <- function(time) sas_number(floor(sas_timepart(time) / 3600))
sas_minute <- function(time) sas_number(floor(sas_timepart(time) %% 3600 / 60))
sas_second <- function(time) sas_number(sas_timepart(time) %% 60)

# HMS, DHMS: times and datetimes from their parts
sas_hms <- function(hour, minute, second) sas_number(hour * 3600 + minute * 60 + second)
sas_dhms <- function(date, hour, minute, second) sas_number(date * 86400 + hour * 3600 + minute * 60 + second)

# DATEJUL, JULDATE, JULDATE7: Julian dates yyddd and yyyyddd
sas_datejul <- function(julian) {
  julian <- ifelse(!is.na(julian) & julian == trunc(julian) & julian >= 1, julian, NA_real_)
  start <- sas_date_of(julian %/% 1000, 1, 1)
  count <- julian %% 1000
  last <- sas_date_of(sas_calendar(start)$year, 12, 31) - start + 1
  sas_number(ifelse(count >= 1 & count <= last, start + count - 1, NA))
}
sas_juldate7 <- function(date) {
  year <- sas_year(date)
  year * 1000 + floor(date) - sas_date_of(year, 1, 1) + 1
}
sas_juldate <- function(date) {
  whole <- sas_juldate7(date)
  year <- whole %/% 1000
  sas_number(ifelse(year >= 1926 & year <= 2025, whole %% 100000, whole))
}

# WEEK: the week of the year; U counts from Sundays, W from Mondays (both from 0), V by ISO 8601
sas_week <- function(date, kind = "u") {
  size <- max(length(date), length(kind)) * (length(date) > 0)
  date <- rep_len(date, size)
  counts <- rep_len(tolower(trimws(kind)), size)
  of_year <- floor(date) - sas_date_of(sas_year(date), 1, 1)
  from_sunday <- (floor(date) + 5) %% 7
  from_monday <- (floor(date) + 4) %% 7
  thursday <- floor(date) - from_monday + 3
  iso <- (thursday - sas_date_of(sas_year(thursday), 1, 1)) %/% 7 + 1
  result <- ifelse(counts == "u", (of_year + 7 - from_sunday) %/% 7, ifelse(counts == "w", (of_year + 7 - from_monday) %/% 7, iso))
  sas_number(ifelse(counts %in% c("u", "v", "w"), result, NA))
}
