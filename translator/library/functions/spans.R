# Days between two dates where each month has 30 (the securities industry's 30/360)
sas_days_of_360 <- function(start, end) {
  from <- sas_calendar(start)
  to <- sas_calendar(end)
  from_end <- from$month == 2 & sas_calendar(start + 1)$month == 3
  to_end <- to$month == 2 & sas_calendar(end + 1)$month == 3
  first <- ifelse(from_end, 30, from$day)
  last <- ifelse(from_end & to_end, 30, to$day)
  last <- ifelse(last == 31 & first >= 30, 30, last)
  first <- pmin(first, 30)
  (to$year - from$year) * 360 + (to$month - from$month) * 30 + last - first
}

# A day count convention by its full name
sas_basis <- function(basis, default) {
  basis <- toupper(trimws(basis))
  basis[basis == ""] <- default
  ifelse(basis == "ACTUAL", "ACT/ACT", ifelse(basis == "360", "30/360", basis))
}

# DATDIF: the days between two dates by a day count convention
sas_datdif <- function(start, end, basis = "ACT/ACT") {
  known <- sas_recycled(list(sas_whole_date(start), sas_whole_date(end), sas_basis(basis, "ACT/ACT")))
  actual <- known[[2]] - known[[1]]
  days <- ifelse(known[[3]] == "30/360", sas_days_of_360(known[[1]], known[[2]]), actual)
  sas_number(ifelse(known[[3]] %in% c("ACT/ACT", "30/360", "ACT/360", "ACT/365"), days, NA))
}
sas_whole_date <- function(date) sas_number(floor(date) + 0 * sas_calendar(date)$day)

# YRDIF: the years between two dates by a day count convention; AGE for persons
sas_yrdif <- function(start, end, basis = "AGE") {
  sas_each(function(start, end, basis) {
    if (is.na(start) || is.na(end)) return(NA_real_)
    years <- function(from, to) if (basis == "AGE") sas_age(from, to) else sas_actual_years(from, to)
    switch(basis,
      "30/360" = sas_days_of_360(start, end) / 360,
      "ACT/360" = (end - start) / 360,
      "ACT/365" = (end - start) / 365,
      "ACT/ACT" = , AGE = if (end < start) -years(end, start) else years(start, end),
      NA_real_
    )
  }, sas_whole_date(start), sas_whole_date(end), sas_basis(basis, "AGE"))
}

# Days in years of 365 days divided by 365, and those in years of 366 divided by 366
sas_actual_years <- function(start, end) {
  year <- sas_year(start):sas_year(end)
  first <- sas_date_of(year, 1, 1)
  after <- sas_date_of(year + 1, 1, 1)
  days <- pmin(pmax(end, first), after) - pmin(pmax(start, first), after)
  leap <- after - first == 366
  sum(days[!leap]) / 365 + sum(days[leap]) / 366
}

# A person's age with the fraction since the last birthday; 29 February counts as 28 February in every year
sas_age <- function(start, end) {
  born <- sas_calendar(start)
  day <- if (born$month == 2 && born$day == 29) 28 else born$day
  birthday <- function(years) sas_date_of(born$year + years, born$month, day)
  years <- sas_year(end) - born$year
  if (birthday(years) > end) years <- years - 1
  years + (end - birthday(years)) / (birthday(years + 1) - birthday(years))
}

# NWKDOM: the nth given day of the week (1 is Sunday) in a month; 5 is the last one
sas_nwkdom <- function(which, weekday, month, year) {
  valid <- !is.na(which + weekday) & which >= 1 & which <= 5 & weekday >= 1 & weekday <= 7
  first <- sas_date_of(year, month, 1)
  date <- first + (trunc(weekday) - sas_weekday(first)) %% 7 + 7 * (trunc(which) - 1)
  sas_where(valid, date - 7 * (sas_month(date) != sas_month(first)))
}

# Easter Sunday in the Gregorian calendar (Meeus, Jones, Butcher)
sas_easter <- function(year) {
  a <- year %% 19
  b <- year %/% 100
  c <- year %% 100
  shift <- (19 * a + b - b %/% 4 - (b - (b + 8) %/% 25 + 1) %/% 3 + 15) %% 30
  days <- (32 + 2 * (b %% 4) + 2 * (c %/% 4) - shift - c %% 4) %% 7
  later <- (a + 11 * shift + 22 * days) %/% 451
  sum <- shift + days - 7 * later + 114
  sas_date_of(year, sum %/% 31, sum %% 31 + 1)
}

# HOLIDAY: the date of a holiday of the United States or Canada
sas_holiday <- function(name, year) {
  sas_each(function(name, year) {
    year <- sas_year(sas_date_of(year, 1, 1))
    if (is.na(year)) return(NA_real_)
    weekday <- function(date) sas_weekday(date)
    on_sunday <- function(date) if (weekday(date) == 1) date + 1 else date
    veterans <- sas_date_of(year, 11, 11)
    victoria <- sas_date_of(year, 5, 24)
    switch(toupper(trimws(name)),
      BOXING = sas_date_of(year, 12, 26), CANADA = sas_date_of(year, 7, 1), CHRISTMAS = sas_date_of(year, 12, 25),
      HALLOWEEN = sas_date_of(year, 10, 31), NEWYEAR = sas_date_of(year, 1, 1), VETERANS = veterans,
      USINDEPENDENCE = sas_date_of(year, 7, 4), VALENTINES = sas_date_of(year, 2, 14),
      CANADAOBSERVED = on_sunday(sas_date_of(year, 7, 1)), VETERANSUSPS = on_sunday(veterans),
      VETERANSUSG = if (weekday(veterans) == 7) veterans - 1 else on_sunday(veterans),
      COLUMBUS = sas_nwkdom(2, 2, 10, year), FATHERS = sas_nwkdom(3, 1, 6, year), LABOR = sas_nwkdom(1, 2, 9, year),
      MLK = sas_nwkdom(3, 2, 1, year), MEMORIAL = sas_nwkdom(5, 2, 5, year), MOTHERS = sas_nwkdom(2, 1, 5, year),
      THANKSGIVING = sas_nwkdom(4, 5, 11, year), THANKSGIVINGCANADA = sas_nwkdom(2, 2, 10, year),
      USPRESIDENTS = sas_nwkdom(3, 2, 2, year), EASTER = sas_easter(year),
      VICTORIA = victoria - (weekday(victoria) - 2) %% 7,
      NA_real_
    )
  }, name, year)
}
