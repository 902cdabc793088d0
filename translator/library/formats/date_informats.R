# Informats that read dates, times and datetimes. Years of two digits fall into the hundred years from `cutoff` on.

# Read the words that are not missing with `reader`, which returns NaN for what is no such value.
sas_reading <- function(text, reader) {
  word <- gsub("^\\s+|\\s+$", "", text)
  missing <- word %in% c("", ".")
  special <- grepl("^\\.[A-Za-z_]$", word)
  out <- rep(NA_real_, length(word))
  out[special] <- sas_special_missing(toupper(substr(word[special], 2, 2)))
  invalid <- !(missing | special)
  if (any(invalid)) {
    values <- reader(word[invalid])
    out[invalid] <- values
    invalid[invalid] <- is.na(values)
  }
  sas_invalid(out, invalid)
}

# The first groups of a pattern as a matrix with so many columns, NA where it does not match.
sas_groups <- function(text, pattern, columns) {
  groups <- regmatches(text, regexec(pattern, text, perl = TRUE))
  first <- function(one) if (length(one)) one[1 + seq_len(columns)] else rep(NA_character_, columns)
  rows <- vapply(groups, first, rep("", columns))
  matrix(rows, ncol = columns, byrow = TRUE)
}

sas_month_number <- function(name) match(toupper(name), toupper(substr(sas_months, 1, 3)))

sas_day_of <- function(year, month, day, cutoff) {
  out <- rep(NaN, length(year))
  known <- !is.na(year) & !is.na(month) & !is.na(day)
  full <- sas_full_year(as.numeric(year[known]), nchar(year[known]), cutoff)
  out[known] <- sas_day_number(full, as.numeric(month[known]), as.numeric(day[known]))
  out
}

sas_read_date <- function(text, width, decimals, cutoff = 1926) {
  sas_reading(text, function(word) {
    pattern <- "^(\\d{1,2})[^0-9A-Za-z]*([A-Za-z]{3})[^0-9A-Za-z]*(\\d{4}|\\d{2})$"
    parts <- sas_groups(word, pattern, 3)
    sas_day_of(parts[, 3], sas_month_number(parts[, 2]), parts[, 1], cutoff)
  })
}

sas_read_parts <- function(text, width, decimals, order, cutoff = 1926) {
  sas_reading(text, function(word) {
    plain <- grepl("^(\\d{6}|\\d{8})$", word)
    order <- strsplit(order, "")[[1]]
    long <- c(D = "(\\d{2})", M = "(\\d{2})", Y = "(\\d{4})")[order]
    short <- c(D = "(\\d{2})", M = "(\\d{2})", Y = "(\\d{2})")[order]
    loose <- c(D = "(\\d{1,2})", M = "(\\d{1,2})", Y = "(\\d{4}|\\d{1,2})")[order]
    eight <- sas_groups(word, paste0("^", paste(long, collapse = ""), "$"), 3)
    six <- sas_groups(word, paste0("^", paste(short, collapse = ""), "$"), 3)
    split <- sas_groups(word, paste0("^", paste(loose, collapse = "[^0-9A-Za-z]+"), "$"), 3)
    parts <- split
    parts[plain, ] <- six[plain, ]
    parts[plain & nchar(word) == 8, ] <- eight[plain & nchar(word) == 8, ]
    colnames(parts) <- order
    sas_day_of(parts[, "Y"], as.numeric(parts[, "M"]), parts[, "D"], cutoff)
  })
}

sas_read_monyy <- function(text, width, decimals, cutoff = 1926) {
  sas_reading(text, function(word) {
    parts <- sas_groups(word, "^([A-Za-z]{3})[^0-9A-Za-z]*(\\d{4}|\\d{2})$", 2)
    sas_day_of(parts[, 2], sas_month_number(parts[, 1]), rep("1", length(word)), cutoff)
  })
}

sas_read_yymmn <- function(text, width, decimals, cutoff = 1926) {
  sas_reading(text, function(word) {
    parts <- sas_groups(word, "^(\\d{4}|\\d{2})(\\d{2})$", 2)
    sas_day_of(parts[, 1], as.numeric(parts[, 2]), rep("1", length(word)), cutoff)
  })
}

sas_read_yyq <- function(text, width, decimals, cutoff = 1926) {
  sas_reading(text, function(word) {
    parts <- sas_groups(word, "^(\\d{4}|\\d{2})[Qq]([1-4])$", 2)
    sas_day_of(parts[, 1], 3 * as.numeric(parts[, 2]) - 2, rep("1", length(word)), cutoff)
  })
}

sas_read_julian <- function(text, width, decimals, cutoff = 1926) {
  sas_reading(text, function(word) {
    parts <- sas_groups(word, "^(\\d{4}|\\d{2})(\\d{3})$", 2)
    first <- sas_day_of(parts[, 1], rep(1, length(word)), rep("1", length(word)), cutoff)
    last <- sas_day_of(parts[, 1], rep(12, length(word)), rep("31", length(word)), cutoff)
    day <- as.numeric(parts[, 2])
    ifelse(!is.na(day) & day >= 1 & day <= last - first + 1, first + day - 1, NaN)
  })
}

# 2012-W05-03, 2012W0503, 12W0503, 12W05; without a day the first of the week.
sas_read_week <- function(text, width, decimals, system, cutoff = 1926) {
  sas_reading(text, function(word) {
    parts <- sas_groups(word, "^(\\d{4}|\\d{2}|)-?[Ww](\\d{2})(?:-?(\\d{2}))?$", 3)
    if (any(!is.na(parts[, 1]) & parts[, 1] == "")) {
      sas_stop("R0449", paste0("ERROR: ", word[!is.na(parts[, 1]) & parts[, 1] == ""][1], " is a week of the year that the program runs in."))
    }
    week <- as.numeric(parts[, 2])
    day <- as.numeric(ifelse(!is.na(parts[, 3]) & parts[, 3] == "", "1", parts[, 3]))
    year <- sas_full_year(as.numeric(parts[, 1]), nchar(parts[, 1]), cutoff)
    start <- sas_day_number(year, rep(1, length(word)), rep(if (system == "V") 4 else 7, length(word)))
    shift <- if (system == "U") sas_weekday_number(start) - 1 else (sas_weekday_number(start) + 5) %% 7
    valid <- !is.na(week) & week >= (system == "V") & week <= 53 & day >= 1 & day <= 7
    ifelse(valid, start - shift + 7 * (week - 1) + day - 1, NaN)
  })
}

# Seconds of times such as 9:05:07.5 or 2:30 pm; NaN where the text is none.
sas_seconds <- function(word) {
  pattern <- paste0(
    "^(-?)\\s*(\\d+)(?:[:\\s.-]+(\\d{1,2})(?:[:\\s.-]+(\\d{1,2}(?:\\.\\d*)?))?)?\\s*([AaPp][Mm]?)?$"
  )
  parts <- sas_groups(word, pattern, 5)
  part <- function(at) as.numeric(ifelse(!is.na(parts[, at]) & parts[, at] == "", "0", parts[, at]))
  hour <- part(2)
  half <- toupper(substr(parts[, 5], 1, 1))
  valid <- !is.na(hour) & part(3) <= 59 & part(4) < 60 & (half == "" | hour <= 12)
  hour <- ifelse(half %in% c("A", "P"), hour %% 12 + 12 * (half == "P"), hour)
  seconds <- 3600 * hour + 60 * part(3) + part(4)
  ifelse(valid, ifelse(parts[, 1] == "-", -seconds, seconds), NaN)
}

sas_read_time <- function(text, width, decimals) sas_reading(text, sas_seconds)

# Datetimes made of days (NaN: none) and the texts of times ("": midnight).
sas_day_and_time <- function(day, time) {
  seconds <- rep(0, length(day))
  timed <- !is.na(time) & time != ""
  seconds[timed] <- sas_seconds(time[timed])
  86400 * day + seconds
}

sas_read_datetime <- function(text, width, decimals, cutoff = 1926) {
  sas_reading(text, function(word) {
    pattern <- paste0(
      "^(\\d{1,2})[^0-9A-Za-z]*([A-Za-z]{3})[^0-9A-Za-z]*(\\d{4}|\\d{2})(?:[^0-9A-Za-z]+(\\d.*))?$"
    )
    parts <- sas_groups(word, pattern, 4)
    sas_day_and_time(sas_day_of(parts[, 3], sas_month_number(parts[, 2]), parts[, 1], cutoff), parts[, 4])
  })
}

sas_read_hhmmss <- function(text, width, decimals) {
  sas_reading(text, function(word) {
    pattern <- "^(\\d{2})(\\d{2})?(\\d{2}(?:\\.\\d*)?)?$"
    spaced <- sub(":+$", "", sub(pattern, "\\1:\\2:\\3", word, perl = TRUE))
    sas_seconds(ifelse(grepl(pattern, word, perl = TRUE), spaced, word))
  })
}

sas_read_stimer <- function(text, width, decimals) {
  sas_reading(text, function(word) {
    parts <- sas_groups(word, "^(?:(?:(\\d+):)?(\\d+):)?(\\d+(?:\\.\\d*)?)$", 3)
    part <- function(at) as.numeric(ifelse(!is.na(parts[, at]) & parts[, at] == "", "0", parts[, at]))
    ifelse(is.na(parts[, 3]), NaN, 3600 * part(1) + 60 * part(2) + part(3))
  })
}

sas_read_parts_and_time <- function(text, order, cutoff) {
  sas_reading(text, function(word) {
    pattern <- "^(\\d+[-/.\\s]\\d+[-/.\\s]\\d+)(?:[^0-9A-Za-z]+(\\d.*))?$"
    parts <- sas_groups(word, pattern, 2)
    day <- rep(NaN, length(word))
    dated <- !is.na(parts[, 1])
    if (any(dated)) day[dated] <- sas_read_parts(parts[dated, 1], 10, 0, order, cutoff)
    sas_day_and_time(day, parts[, 2])
  })
}

sas_read_ymddttm <- function(text, width, decimals, cutoff = 1926) sas_read_parts_and_time(text, "YMD", cutoff)
sas_read_mdyampm <- function(text, width, decimals, cutoff = 1926) sas_read_parts_and_time(text, "MDY", cutoff)
