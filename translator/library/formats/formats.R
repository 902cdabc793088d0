# PUT and INPUT: one entry each, which looks the format up in `sas_formats`.

# The text that PUT(x, format) gives, as wide as the format. `width` and `decimals` NULL: SAS's defaults.
# `user` holds user formats by name (sas_format), which come first. `zeros`: what becomes of the text can hold the byte 0.
sas_put <- function(x, name, width = NULL, decimals = NULL, user = list(), zeros = FALSE) {
  name <- toupper(name)
  if (!is.null(user[[name]])) return(sas_put_user(x, user[[name]], width, user))
  if (is.character(x) && !startsWith(name, "$")) name <- paste0("$", name)
  if (is.character(x) && !is.null(user[[name]])) return(sas_put_user(x, user[[name]], width, user))
  if (!is.character(x)) name <- sub("^\\$", "", name)
  row <- sas_formats[[paste0(name, ".")]]
  if (is.null(row) || is.null(row$write)) stop("no such format: ", name)
  if (is.null(width)) width <- if (is.character(x)) sas_default_text_width(name, max(nchar(x), 1)) else row$width
  if (is.null(decimals)) decimals <- row$decimals
  if (is.character(x)) {
    out <- do.call(row$write, c(list(x, width, decimals), row$write_with))
    return(if (isTRUE(row$bytes) && !zeros) sas_without_zeros_in(out) else out)
  }
  x <- as.numeric(x)
  sas_must_be_finite(x, "A number to write")
  if (isTRUE(row$bytes)) {
    out <- do.call(row$write, c(list(x, width, decimals), row$write_with))
    return(if (zeros) out else sas_without_zeros_in(out))
  }
  out <- sas_missing_text(x, width)
  if (name == "HEX" && width == 16) out <- sas_missing_hex(x)
  there <- !is.na(x)
  values <- unique(x[there])
  if (length(values)) {
    texts <- do.call(row$write, c(list(values, width, decimals), row$write_with))
    if (name %in% c("", "F")) sas_tell_too_small(values, width, decimals)
    texts[nchar(texts) > width] <- strrep("*", width)  # such as the day of a year of five digits
    out[there] <- texts[match(x[there], values)]
  }
  out
}

# The note on a w.d format that has no room for a number with all its decimals, once in a step
sas_tell_too_small <- function(x, width, decimals) {
  if (isTRUE(sas_session$told_too_small)) return(invisible(NULL))
  room <- width - decimals - (decimals > 0) - (x < 0)
  x <- x[abs(x) >= 0.9 * 10^room | room < 1]
  if (!length(x) || all(nchar(sas_narrow(sas_fixed(x, decimals), width)) <= width)) return(invisible(NULL))
  sas_session$told_too_small <- TRUE
  sas_log(paste0(
    "NOTE: At least one W.D format was too small for the number to be printed. The decimal may be shifted by the ",
    "\"BEST\" format."
  ))
}

# Texts of bytes; the run stops where one is 0
sas_without_zeros_in <- function(text) {
  if (any(grepl("\ue000", text, fixed = TRUE))) sas_without_nul(0)
  text
}

# The values that INPUT(text, informat) gives; missing, with a warning, for invalid data unless `quiet`.
# `zeros`: what becomes of the value, a text, can hold the byte 0.
sas_input <- function(text, name, width = NULL, decimals = NULL, cutoff = 1926, quiet = FALSE, user = list(), zeros = FALSE) {
  mine <- user[[toupper(name)]]
  out <- if (is.null(mine)) {
    sas_input_built_in(text, toupper(name), width, decimals, cutoff)
  } else {
    sas_input_user(text, mine, width, cutoff, user)
  }
  invalid <- attr(out, "invalid")
  attr(out, "invalid") <- NULL
  if (is.character(out) && !zeros) sas_without_zeros_in(out)
  if (any(invalid) && !quiet) sas_log(rep("NOTE: Invalid argument to function INPUT.", sum(invalid)))
  out
}

sas_input_built_in <- function(text, name, width, decimals, cutoff) {
  row <- sas_formats[[paste0(name, ".")]]
  if (is.null(row) || is.null(row$read)) stop("no such informat: ", name)
  if (is.null(width)) width <- row$read_width
  if (is.null(width)) width <- pmax(nchar(text), 1)
  arguments <- c(list(substr(text, 1, width), width, if (is.null(decimals)) 0 else decimals), row$read_with)
  if (isTRUE(row$cutoff)) arguments$cutoff <- cutoff
  do.call(row$read, arguments)
}
