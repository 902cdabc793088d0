# PICTURE formats: templates of digit selectors, and templates of date directives.

# Options of a picture; `mult` NULL: ten to the number of decimals in the template.
sas_picture <- function(mult = NULL, prefix = "", fill = " ", noedit = FALSE, datatype = "", decsep = ".") {
  list(mult = mult, prefix = prefix, fill = fill, noedit = noedit, datatype = datatype, decsep = decsep)
}

sas_write_picture <- function(x, template, options, width, rounded) {
  if (options$noedit) return(rep(sas_fill(template, width), length(x)))
  out <- sas_missing_text(x, width)
  there <- which(!is.na(x))
  if (options$datatype != "") {
    out[there] <- sas_fill(vapply(x[there], sas_write_directives, "", template, options$datatype), width)
    return(out)
  }
  if (!grepl("[0-9]", template)) return(rep(sas_right(substr(template, 1, width), width), length(x)))
  mult <- options$mult
  if (is.null(mult)) {
    at <- regexpr(options$decsep, template, fixed = TRUE)
    mult <- if (at > 0) 10^nchar(gsub("[^0-9]", "", substring(template, at))) else 1
  }
  product <- signif(abs(x[there]) * mult, 15)
  digits <- if (rounded) sas_fixed(product, 0) else sprintf("%.0f", floor(product + 1e-10))
  out[there] <- vapply(digits, sas_fill_template, "", template, options, width)
  out
}

# Lay digits into the selectors of a template, from the right; then the prefix and, up to the width, the fill.
sas_fill_template <- function(digits, template, options, width) {
  letters <- strsplit(template, "")[[1]]
  selectors <- grep("[0-9]", letters)
  size <- length(selectors)
  digits <- substr(digits, nchar(digits) - size + 1, nchar(digits))
  digits <- strsplit(paste0(strrep("0", size - nchar(digits)), digits), "")[[1]]
  printed <- which(digits != "0" | letters[selectors] != "0")
  if (!length(printed)) return(strrep(options$fill, width))
  first <- selectors[printed[1]]
  letters[selectors] <- digits
  body <- paste(letters[first:length(letters)], collapse = "")
  body <- substr(body, nchar(body) - width + 1, nchar(body))
  empty <- width - nchar(body)
  prefix <- substr(options$prefix, max(nchar(options$prefix) - empty, 0) + 1, nchar(options$prefix))
  paste0(strrep(options$fill, empty - nchar(prefix)), prefix, body)
}

# The week, 0 to 53: the first one starts with the year's first Sunday (`first` 1) or Monday (2); by ISO 8601 it is
# that of its Thursday.
sas_week_of_year <- function(day, first) (sas_day_of_year(day) + 6 - (sas_weekday_number(day) - first) %% 7) %/% 7
sas_iso_week <- function(day) (sas_day_of_year(day - (sas_weekday_number(day) + 5) %% 7 + 3) + 6) %/% 7

# Write one date, time or datetime with % directives.
sas_write_directives <- function(x, template, datatype) {
  if (startsWith(datatype, "datetime")) {
    day <- floor(x / 86400)
    seconds <- x - 86400 * day
  } else if (startsWith(datatype, "time")) {
    day <- 0
    seconds <- x
  } else {
    day <- floor(x)
    seconds <- 0
  }
  date <- sas_civil(day)
  hour <- floor(seconds / 3600)
  values <- list(
    Y = c(date$year, 1), y = c(date$year %% 100, 2), m = c(date$month, 2), d = c(date$day, 2), H = c(hour, 2),
    I = c((hour + 11) %% 12 + 1, 2), M = c(floor(seconds / 60) %% 60, 2), S = c(floor(seconds %% 60), 2),
    j = c(sas_day_of_year(day), 3), w = c(sas_weekday_number(day), 1), q = c((date$month + 2) %/% 3, 1),
    n = c(floor(x / 86400), 1), b = sas_short_month(date$month), B = sas_months[date$month],
    a = substr(sas_weekdays[sas_weekday_number(day)], 1, 3), A = sas_weekdays[sas_weekday_number(day)],
    p = if (hour %% 24 < 12) "AM" else "PM", "%" = "%", u = c((sas_weekday_number(day) + 5) %% 7 + 1, 1),
    U = c(sas_week_of_year(day, 1), 2), W = c(sas_week_of_year(day, 2), 2), V = c(sas_iso_week(day), 2)
  )
  found <- gregexpr("%[0-9]?([[:alpha:]]|%)", template)
  directives <- regmatches(template, found)[[1]]
  texts <- vapply(directives, function(directive) {
    what <- values[[substr(directive, nchar(directive), nchar(directive))]]
    if (is.null(what)) stop("no directive ", directive)
    size <- sub("%", "", substr(directive, 1, nchar(directive) - 1))
    if (is.character(what)) return(if (size %in% c("", "0")) what else substr(what, 1, as.integer(size)))
    text <- sprintf("%.0f", what[1])
    if (size == "0") paste0(strrep("0", max(what[2] - nchar(text), 0)), text) else text
  }, "")
  regmatches(template, found) <- list(texts)
  template
}
