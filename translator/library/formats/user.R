# User formats and informats of PROC FORMAT. A format is made by sas_format() of its ranges in the order in which
# they are tried: the lowest first, as SAS sorts them.

# `low - high` becomes `label`: a text, a number (informats), or sas_nested() of a format. `special`: "_same_",
# "_error_". Missing values are ranges of their own. `picture`: options of a PICTURE label.
sas_range <- function(low, high = low, label = "", low_open = FALSE, high_open = FALSE, special = "", picture = NULL) {
  list(
    low = low, high = high, label = label, low_open = low_open, high_open = high_open, special = special,
    picture = picture
  )
}

sas_nested <- function(name, width = NULL, decimals = NULL) list(name = name, width = width, decimals = decimals)

# `other` is the range that takes what no other one does (NULL: none).
sas_format <- function(ranges, width, other = NULL, kind = "num", fuzz = 1e-12, upcase = FALSE, just = FALSE,
                       round = FALSE) {
  list(
    ranges = ranges, width = width, other = other, kind = kind, fuzz = fuzz, upcase = upcase, just = just, round = round
  )
}

sas_covers <- function(range, x, fuzz) {
  if (is.character(range$low)) {
    if (!is.character(x)) return(rep(FALSE, length(x)))
    order <- sort(unique(c(x, range$low, range$high)), method = "radix")  # by code point in every locale
    at <- match(x, order)
    low <- match(range$low, order)
    high <- if (sas_is_high(range$high)) Inf else match(range$high, order)
    return(
      (if (range$low_open) at > low else at >= low) & (if (range$high_open) at < high else at <= high)
    )
  }
  if (is.character(x)) return(rep(FALSE, length(x)))
  if (is.na(range$low)) return(is.na(x) & sas_missing_letter(x) == sas_missing_letter(range$low))
  near_low <- abs(x - range$low) <= fuzz
  near_high <- abs(x - range$high) <= fuzz
  near_low[is.nan(near_low)] <- FALSE
  above <- if (range$low_open) x > range$low & !near_low else x > range$low | near_low
  below <- if (range$high_open) x < range$high & !near_high else x < range$high | near_high
  !is.na(x) & above & below
}

# LOW of character ranges is "", HIGH a text above all others.
sas_is_high <- function(text) identical(text, "\U0010ffff")

# Which range takes each value: its number, 0 for OTHER, NA for none.
sas_which_range <- function(x, format) {
  points <- vapply(format$ranges, function(range) identical(range$low, range$high), NA)
  found <- if (all(points) && length(points) && !anyNA(x)) {
    match(x, unlist(lapply(format$ranges, function(range) range$low)))
  } else {
    rep(NA_integer_, length(x))
  }
  if (!all(points) || !is.character(x)) {
    for (at in seq_along(format$ranges)) {
      if (!anyNA(found)) break
      hit <- is.na(found) & sas_covers(format$ranges[[at]], x, format$fuzz)
      found[hit] <- at
    }
  }
  if (!is.null(format$other)) found[is.na(found)] <- 0L
  found
}

# PUT with a user format: labels cut or filled to the width; an uncovered number is written with BEST.
sas_put_user <- function(x, format, width = NULL, user = list()) {
  columns <- if (is.null(width)) format$width else width
  if (is.character(x)) x <- sub(" +$", "", x)
  found <- sas_which_range(x, format)
  out <- if (is.character(x)) sas_fill(x, columns) else sas_best(as.numeric(x), columns)
  for (at in unique(found[!is.na(found)])) {
    range <- if (at == 0) format$other else format$ranges[[at]]
    here <- which(found == at)
    out[here] <- if (is.list(range$label)) {
      nested <- range$label
      text <- sas_put(x[here], nested$name, nested$width, nested$decimals, user)
      if (is.null(width)) sas_left(text, columns) else sas_fill(text, columns)
    } else if (!is.null(range$picture) && !is.character(x)) {
      sas_write_picture(x[here], range$label, range$picture, columns, format$round)
    } else {
      sas_fill(range$label, columns)
    }
  }
  out
}

# INPUT with a user informat; what is neither covered nor a number is invalid.
sas_input_user <- function(text, format, width = NULL, cutoff = 1926, user = list()) {
  word <- substr(text, 1, if (is.null(width)) format$width else width)
  if (format$just) word <- sub("^ +", "", word)
  if (format$upcase) word <- toupper(word)
  word <- sub(" +$", "", word)
  number <- sas_read_number(word)
  not_number <- attr(number, "invalid")
  found <- rep(NA_integer_, length(word))
  for (at in seq_along(format$ranges)) {
    range <- format$ranges[[at]]
    hit <- if (is.character(range$low)) {
      sas_covers(range, word, format$fuzz)
    } else {
      !not_number & sas_covers(range, as.numeric(number), format$fuzz)
    }
    found[is.na(found) & hit] <- at
  }
  if (!is.null(format$other)) found[is.na(found)] <- 0L
  char <- format$kind == "invalue char"
  out <- if (char) word else as.numeric(number)
  invalid <- if (char) rep(FALSE, length(word)) else not_number
  for (at in unique(found[!is.na(found)])) {
    range <- if (at == 0) format$other else format$ranges[[at]]
    here <- which(found == at)
    if (range$special == "_error_") {
      invalid[here] <- TRUE
    } else if (range$special == "" && is.list(range$label)) {
      nested <- range$label
      read <- sas_input(word[here], nested$name, nested$width, nested$decimals, cutoff, TRUE, user)
      out[here] <- read
      invalid[here] <- is.na(read) & !(word[here] %in% c("", "."))
    } else if (range$special == "") {
      out[here] <- range$label
      invalid[here] <- FALSE
    }
  }
  out[invalid] <- if (char) "" else NA_real_
  attr(out, "invalid") <- invalid
  out
}
