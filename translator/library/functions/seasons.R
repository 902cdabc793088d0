# Intervals in their seasonal cycle: months and weeks in years, days in weeks, hours in days

# The name of the next higher seasonal cycle, and how many of the intervals it has
sas_cycle <- function(interval) {
  prefix <- if (interval$counts == "datetime") "DT" else ""
  refused <- function() not_translated("H0474", paste0("the season of ", interval$kind, interval$size))
  if (interval$months > 0) {
    months <- interval$months * interval$size
    if (12 %% months != 0) refused()
    return(list(name = paste0(prefix, "YEAR"), count = 12 / months))
  }
  known <- switch(interval$kind,
    SEMIMONTH = list("YEAR", 24), TENDAY = list("YEAR", 36), WEEK = list("YEAR", 52),
    WEEKDAY = list("WEEK", length(interval$work)), DAY = list("WEEK", 7), HOUR = list("DAY", 24),
    MINUTE = list("HOUR", 60), SECOND = list("MINUTE", 60), refused()
  )
  several <- interval$size > 1 && interval$kind %in% c("MINUTE", "SECOND")
  if (known[[2]] %% interval$size != 0 || several) refused()
  list(name = paste0(prefix, known[[1]]), count = known[[2]] / interval$size)
}

# Which interval of its cycle holds a value; an interval belongs to the cycle in which it begins
sas_place_in_cycle <- function(value, interval) {
  if (!sas_in_calendar(value, interval)) return(NA_real_)
  if (interval$kind == "HOUR") return(floor(value %% 86400 / (3600 * interval$size)) + 1)
  around <- sas_read_interval(sas_cycle(interval)$name)
  cell <- sas_cell_of(value, interval)
  begin <- sas_cell_start(sas_cell_of(sas_cell_start(cell, interval), around), around)
  first <- sas_cell_of(begin, interval)
  if (sas_cell_start(first, interval) < begin) first <- first + 1
  as.numeric(cell - first + 1)
}

# INTSEAS: how many intervals a seasonal cycle has
sas_intseas <- function(interval, season = NULL) {
  sas_each(function(interval, season) {
    known <- sas_read_interval(interval)
    if (is.null(known)) return(NA_real_)
    if (is.na(season)) return(as.numeric(sas_cycle(known)$count))
    whole <- sas_read_interval(season)
    if (is.null(whole) || known$months == 0 || whole$months == 0) {
      not_translated("H0474", paste("the season", trimws(season)))
    }
    (whole$months * whole$size) %/% (known$months * known$size)
  }, interval, sas_or_omitted(season))
}

# INTCYCLE: the name of the interval at the next higher seasonal cycle
sas_intcycle <- function(interval) {
  sas_each_text(function(interval) {
    known <- sas_read_interval(interval)
    if (is.null(known)) "" else sas_cycle(known)$name
  }, interval)
}

# INTINDEX: the place of an interval, which holds a value, in its seasonal cycle
sas_intindex <- function(interval, value) {
  sas_each(function(interval, value) {
    known <- sas_read_interval(interval)
    if (is.null(known) || is.na(value)) NA_real_ else sas_place_in_cycle(value, known)
  }, interval, value)
}

# INTCINDEX: the place of the cycle, which holds a value, in the next higher cycle
sas_intcindex <- function(interval, value) {
  sas_each(function(interval, value) {
    known <- sas_read_interval(interval)
    if (is.null(known) || is.na(value)) return(NA_real_)
    sas_place_in_cycle(value, sas_read_interval(sas_cycle(known)$name))
  }, interval, value)
}

# INTSHIFT: the name of the interval in which an interval can be shifted
sas_intshift <- function(interval) {
  sas_each_text(function(interval) {
    known <- sas_read_interval(interval)
    if (is.null(known)) return("")
    kind <- if (known$months > 0) "MONTH" else if (known$kind == "WEEK") "DAY" else known$kind
    paste0(if (known$counts == "datetime") "DT", kind)
  }, interval)
}
