# Significant digits and power of ten of a positive number, in the shortest form that gives it back
sas_decimal_digits <- function(x) {
  for (precision in 14:16) {
    text <- sprintf("%.*e", precision, x)
    if (as.numeric(text) == x) break
  }
  parts <- strsplit(text, "e", fixed = TRUE)[[1]]
  list(digits = sub("0+$", "", sub(".", "", parts[1], fixed = TRUE)), power = as.integer(parts[2]))
}

# The digits rounded to so many, halves away from zero; one digit more where rounding carries over
sas_round_digits <- function(digits, count) {
  if (count < 0) return("")
  values <- as.integer(sas_characters(digits))
  if (length(values) <= count) return(paste0(digits, strrep("0", count - length(values))))
  up <- values[count + 1] >= 5
  values <- c(0L, values[seq_len(count)])
  place <- length(values)
  while (up) {
    values[place] <- values[place] + 1L
    up <- values[place] == 10L
    if (up) values[place] <- 0L
    place <- place - 1
  }
  paste(if (values[1] == 0) values[-1] else values, collapse = "")
}

# One number as BESTw. writes it, without leading blanks; missing is `.`, a special one its letter
sas_number_text <- function(x, width = 12) {
  if (is.na(x)) {
    letter <- sas_letter_of_missing(x)
    shown <- if (is.null(sas_session$missing)) "." else sas_session$missing  # OPTIONS MISSING=
    return(trimws(if (letter == "") shown else letter))
  }
  if (x == 0) return("0")
  sign <- if (x < 0) "-" else ""
  size <- abs(x)
  whole <- nchar(sprintf("%.0f", trunc(size)))
  if (size == trunc(size) && nchar(sign) + whole <= width) return(paste0(sign, sprintf("%.0f", size)))
  number <- sas_decimal_digits(size)
  plain <- function(places) {
    digits <- sas_round_digits(number$digits, number$power + 1 + places)
    digits <- paste0(strrep("0", max(places + 1 - nchar(digits), 0)), digits)
    cut <- nchar(digits) - places
    text <- substr(digits, 1, cut)
    if (places > 0) paste0(text, ".", substring(digits, cut + 1)) else text
  }
  if (size >= 1e-5 && whole + nchar(sign) <= width) {
    places <- max(min(width - nchar(sign) - whole - 1, 14 - number$power), 0)
    text <- plain(places)
    if (nchar(text) + nchar(sign) > width && places > 0) text <- plain(places - 1)
    if (grepl(".", text, fixed = TRUE)) text <- sub("\\.?0+$", "", text)
    if (nchar(text) + nchar(sign) <= width && text != "0") return(paste0(sign, text))
  }
  power <- number$power
  for (try in 1:2) {
    exponent <- paste0("E", power)
    places <- min(max(width - nchar(sign) - nchar(exponent) - 2, 0), 14)
    digits <- sas_round_digits(number$digits, places + 1)
    if (nchar(digits) == places + 1) break
    power <- power + 1
    number <- list(digits = "1", power = power)
  }
  text <- paste0(substr(digits, 1, 1), ".", substring(digits, 2))
  paste0(sign, sub("\\.?0*$", "", text), exponent)
}

# The arguments of a CAT function as text
sas_item_texts <- function(items) {
  lapply(items, function(item) if (is.character(item)) item else sas_each_text(sas_number_text, as.numeric(item)))
}

# CAT: one after the other, blanks kept
sas_cat <- function(...) do.call(paste0, sas_item_texts(list(...)))

# CATS: one after the other without leading and trailing blanks
sas_cats <- function(...) do.call(paste0, lapply(sas_item_texts(list(...)), trimws, whitespace = " "))

# CATT: one after the other without trailing blanks
sas_catt <- function(...) do.call(paste0, lapply(sas_item_texts(list(...)), sas_trimmed))

# CATX: stripped and separated; blank texts are left out
sas_catx <- function(separator, ...) {
  items <- lapply(sas_item_texts(list(...)), trimws, whitespace = " ")
  items <- sas_recycled(c(list(separator), items))
  result <- rep("", length(items[[1]]))
  for (item in items[-1]) {
    between <- ifelse(result != "" & item != "", items[[1]], "")
    result <- paste0(result, between, item)
  }
  result
}

# CATQ: separated, those that contain the separator (or all) in quotation marks
# Modifiers: 1 2 the mark, a all, b those with outer blanks, q those with marks, c comma, h tab, d given separator,
# s strip, t trim, m keep items without length, n name literals, x hexadecimal literals
sas_catq <- function(modifiers, ...) {
  join <- function(modifiers, ...) {
    options <- sas_characters(tolower(modifiers))
    items <- c(...)
    separator <- " "
    if ("d" %in% options) {
      before <- options[seq_len(match("d", options) - 1)]
      separator <- items[1]
      items <- items[-1]
      if ("s" %in% before) separator <- trimws(separator, whitespace = " ")
      if ("t" %in% before) separator <- sas_trimmed(separator)
    } else if ("c" %in% options) separator <- "," else if ("h" %in% options) separator <- "\t"
    if ("s" %in% options) items <- trimws(items, whitespace = " ") else if ("t" %in% options) items <- sas_trimmed(items)
    if (!"m" %in% options) items <- items[items != ""]
    quoted <- vapply(items, function(text) {
      wraps <- "a" %in% options || (separator != "" && grepl(separator, text, fixed = TRUE)) ||
        ("b" %in% options && text != trimws(text, whitespace = " ")) || ("q" %in% options && grepl("['\"]", text))
      suffix <- ""
      if ("x" %in% options && grepl("[\001-\037\177]", text, perl = TRUE)) {
        text <- toupper(paste(charToRaw(text), collapse = ""))
        wraps <- TRUE
        suffix <- "x"
      } else if ("n" %in% options && !all(sas_in_class(sas_characters(trimws(text)), "n"))) {
        wraps <- TRUE
        suffix <- "n"
      }
      if (!wraps) return(text)
      mark <- if ("1" %in% options || "'" %in% options || suffix == "x") "'" else "\""
      marks <- function(mark) lengths(regmatches(text, gregexpr(mark, text, fixed = TRUE)))
      if (mark == "\"" && !any(c("2", "\"") %in% options) && marks("\"") > marks("'")) mark <- "'"
      paste0(mark, gsub(mark, strrep(mark, 2), text, fixed = TRUE), mark, suffix)
    }, character(1))
    paste(quoted, collapse = separator)
  }
  do.call(sas_each_text, c(list(join, modifiers), sas_item_texts(list(...))))
}
