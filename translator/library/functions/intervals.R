# The names of intervals, abbreviations among them, and what they are; each may end in S
sas_interval_kinds <- local({
  others <- list(
    YEAR = c("YEARLY", "YR", "ANNUALLY", "ANNUAL"), SEMIYEAR = c("SEMIYEARLY", "SEMIYR", "SEMIANNUAL", "SEMIANN"),
    QTR = c("QUARTERLY", "QUARTER", "QTRLY"), MONTH = c("MONTHLY", "MON"), SEMIMONTH = c("SEMIMONTHLY", "SEMIMON"),
    WEEK = "WEEKLY", DAY = c("DAILY", "DATE"), HOUR = c("HOURLY", "HR"), MINUTE = "MIN", SECOND = "SEC",
    YEARV = NULL, TENDAY = NULL, WEEKDAY = NULL, WEEKV = NULL, OBS = NULL
  )
  kinds <- rep(names(others), lengths(others) + 1)
  names(kinds) <- unlist(lapply(names(others), function(kind) c(kind, others[[kind]])))
  kinds[order(-nchar(names(kinds)))]
})

# An interval's name taken apart; NULL if it is not known. Multiples and shifts: MONTH3, WEEK.2, SEMIMONTH2.2
sas_read_interval <- function(text) {
  pattern <- paste0(
    "^(DT)?(", paste(names(sas_interval_kinds), collapse = "|"), ")S?",
    "(?:([0-9]+)(W))?([0-9]*)(?:\\.([0-9]+))?$"
  )
  text <- toupper(trimws(text))
  if (grepl("^(DT)?R(445|454|544)(YR|QTR|MON)S?[0-9]*(\\.[0-9]+)?$", text)) {
    not_translated("H0474", paste("the interval", text))
  }
  parts <- regmatches(text, regexec(pattern, text, perl = TRUE))[[1]]
  if (!length(parts)) return(NULL)
  kind <- sas_interval_kinds[[parts[3]]]
  seconds <- switch(kind, HOUR = 3600, MINUTE = 60, SECOND = 1, 0)
  months <- switch(kind, YEAR = 12, SEMIYEAR = 6, QTR = 3, MONTH = 1, 0)
  size <- if (parts[6] == "") 1 else as.numeric(parts[6])
  start <- if (parts[7] == "") 1 else as.numeric(parts[7])
  weekend <- sas_characters(if (parts[4] == "") "17" else parts[4])
  if (kind != "WEEKDAY" && parts[4] != "") return(NULL)
  if (kind == "WEEKDAY" && (!all(weekend %in% 1:7) || length(unique(weekend)) == 7)) return(NULL)
  week_of_iso <- kind == "WEEKV"  # it begins on Monday
  if (week_of_iso) kind <- "WEEK"
  if (kind == "YEARV" && (size != 1 || start != 1)) not_translated("H0474", paste("the interval", text))
  shifts <- if (months > 0) months * size else if (kind == "WEEK") 7 * size else size
  if (size < 1 || start < 1 || start > shifts) return(NULL)
  list(
    counts = if (seconds > 0) "time" else if (parts[2] == "DT") "datetime" else "date",
    kind = kind, size = size, shift = start - 1 + week_of_iso, months = months, seconds = seconds,
    work = setdiff(1:7, as.integer(weekend))
  )
}

# The number of the cell of the calendar that holds a value
sas_cell_of <- function(value, interval) {
  size <- interval$size
  shift <- interval$shift
  if (interval$counts == "time") return((value - shift * interval$seconds) %/% (interval$seconds * size))
  date <- if (interval$counts == "datetime") floor(value / 86400) else floor(value)
  if (interval$kind %in% c("DAY", "OBS")) return((date - shift) %/% size)
  if (interval$kind == "WEEK") return((date + 5 - shift) %/% (7 * size))
  if (interval$kind == "WEEKDAY") return((sas_working_days(date, interval$work) - shift) %/% size)
  if (interval$kind == "YEARV") return(sas_calendar(date - (date + 4) %% 7 + 3)$year - 1960)
  calendar <- sas_calendar(date)
  months <- (calendar$year - 1960) * 12 + calendar$month - 1
  if (interval$kind == "SEMIMONTH") return((months * 2 + (calendar$day > 15) - shift) %/% size)
  if (interval$kind == "TENDAY") return((months * 3 + min((calendar$day - 1) %/% 10, 2) - shift) %/% size)
  (months - shift) %/% (interval$months * size)
}

# The first value of a cell
sas_cell_start <- function(cell, interval) {
  place <- cell * interval$size + interval$shift
  if (interval$counts == "time") return(place * interval$seconds)
  date <- switch(interval$kind,
    DAY = , OBS = place,
    WEEK = cell * 7 * interval$size - 5 + interval$shift,
    WEEKDAY = sas_working_day(place, interval$work),
    YEARV = sas_month_start(cell * 12) + 3 - (sas_month_start(cell * 12) + 7) %% 7,
    SEMIMONTH = sas_month_start(place %/% 2) + place %% 2 * 15,
    TENDAY = sas_month_start(place %/% 3) + place %% 3 * 10,
    sas_month_start(cell * interval$months * interval$size + interval$shift)
  )
  if (interval$counts == "datetime") date * 86400 else date
}

# The first day of the month that is so many months after January 1960
sas_month_start <- function(months) {
  year <- 1960 + months %/% 12
  if (is.na(year) || year < 1582) NA_real_ else sas_date_of(year, months %% 12 + 1, 1)
}

# Working days, numbered; a day of the weekend has the number of the working day before it
sas_working_days <- function(date, work) (date + 5) %/% 7 * length(work) + sum(work <= (date + 5) %% 7 + 1) - 1
sas_working_day <- function(number, work) number %/% length(work) * 7 + work[number %% length(work) + 1] - 6

# The value moved by so many intervals, at the same place in the new one; a day too late becomes the month's last
sas_same_place <- function(value, steps, interval) {
  size <- interval$size
  if (interval$kind == "YEARV") not_translated("H0474", "the same place in the interval YEARV")
  if (interval$counts == "time") return(value + steps * size * interval$seconds)
  date <- if (interval$counts == "datetime") floor(value / 86400) else floor(value)
  time <- if (interval$counts == "datetime") value - date * 86400 else 0
  if (interval$months > 0) {
    calendar <- sas_calendar(date)
    months <- (calendar$year - 1960) * 12 + calendar$month - 1 + steps * size * interval$months
    new <- min(sas_month_start(months) + calendar$day - 1, sas_month_start(months + 1) - 1)
  } else if (interval$kind == "WEEKDAY") {
    new <- sas_working_day(sas_working_days(date, interval$work) + steps * size, interval$work)
  } else if (interval$kind %in% c("SEMIMONTH", "TENDAY")) {
    dates <- interval
    dates$counts <- "date"
    cell <- sas_cell_of(date, dates)
    offset <- date - sas_cell_start(cell, dates)
    new <- min(sas_cell_start(cell + steps, dates) + offset, sas_cell_start(cell + steps + 1, dates) - 1)
  } else {
    new <- date + steps * size * (if (interval$kind == "WEEK") 7 else 1)
  }
  if (interval$counts == "datetime") new * 86400 + time else new
}

# Can SAS's calendar hold the value?
sas_in_calendar <- function(value, interval) {
  if (interval$counts == "time") return(TRUE)
  days <- if (interval$counts == "datetime") value / 86400 else value
  days >= -138061 && days < 6589336
}

# INTNX: a date, time or datetime moved by intervals, to the (b)eginning, (m)iddle, (e)nd or (s)ame place of the new one
sas_intnx <- function(interval, start, steps, alignment = "b") {
  sas_each(function(interval, start, steps, alignment) {
    known <- sas_read_interval(interval)
    where <- substr(tolower(trimws(alignment)), 1, 1)
    if (where == "") where <- "b"
    if (is.null(known) || is.na(start) || is.na(steps) || !where %in% c("b", "m", "e", "s")) return(NA_real_)
    if (!sas_in_calendar(start, known)) return(NA_real_)
    if (where == "s") return(sas_same_place(start, trunc(steps), known))
    cell <- sas_cell_of(start, known) + trunc(steps)
    first <- sas_cell_start(cell, known)
    last <- sas_cell_start(cell + 1, known) - 1
    switch(where, b = first, e = last, m = floor((first + last) / 2))
  }, interval, start, steps, alignment)
}

# INTCK: the boundaries between two values; method c counts whole intervals since the start
sas_intck <- function(interval, start, end, method = "d") {
  sas_each(function(interval, start, end, method) {
    known <- sas_read_interval(interval)
    if (is.null(known) || is.na(start) || is.na(end)) return(NA_real_)
    if (!sas_in_calendar(start, known) || !sas_in_calendar(end, known)) return(NA_real_)
    crossed <- sas_cell_of(end, known) - sas_cell_of(start, known)
    if (substr(tolower(trimws(method)), 1, 1) != "c") return(crossed)
    if (end >= start && sas_same_place(start, crossed, known) > end) return(crossed - 1)
    if (end < start && sas_same_place(start, crossed, known) < end) return(crossed + 1)
    crossed
  }, interval, start, end, method)
}

# INTTEST: 1 if a text names an interval, else 0
sas_inttest <- function(interval) sas_each(function(interval) !is.null(sas_read_interval(interval)) + 0, interval)
