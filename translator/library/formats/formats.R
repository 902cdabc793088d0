# PUT and INPUT: one entry each, which looks the format up in `sas_formats`.

# The text that PUT(x, format) gives, as wide as the format. `width` and `decimals` NULL: SAS's defaults.
# `user` holds user formats by name (sas_format), which come first.
sas_put <- function(x, name, width = NULL, decimals = NULL, user = list()) {
  name <- toupper(name)
  if (!is.null(user[[name]])) return(sas_put_user(x, user[[name]], width, user))
  if (is.character(x) && !startsWith(name, "$")) name <- paste0("$", name)
  if (is.character(x) && !is.null(user[[name]])) return(sas_put_user(x, user[[name]], width, user))
  if (!is.character(x)) name <- sub("^\\$", "", name)
  row <- sas_formats[[paste0(name, ".")]]
  if (is.null(row) || is.null(row$write)) stop("no such format: ", name)
  if (is.null(width)) width <- if (is.character(x)) sas_default_text_width(name, max(nchar(x), 1)) else row$width
  if (is.null(decimals)) decimals <- row$decimals
  if (is.character(x)) return(do.call(row$write, c(list(x, width, decimals), row$write_with)))
  x <- as.numeric(x)
  sas_must_be_finite(x, "A number to write")
  out <- sas_missing_text(x, width)
  if (name == "HEX" && width == 16) out <- sas_missing_hex(x)
  there <- !is.na(x)
  values <- unique(x[there])
  if (length(values)) {
    texts <- do.call(row$write, c(list(values, width, decimals), row$write_with))
    texts[nchar(texts) > width] <- strrep("*", width)  # such as the day of a year of five digits
    out[there] <- texts[match(x[there], values)]
  }
  out
}

# The values that INPUT(text, informat) gives; missing, with a warning, for invalid data unless `quiet`.
sas_input <- function(text, name, width = NULL, decimals = NULL, cutoff = 1926, quiet = FALSE, user = list()) {
  mine <- user[[toupper(name)]]
  out <- if (is.null(mine)) {
    sas_input_built_in(text, toupper(name), width, decimals, cutoff)
  } else {
    sas_input_user(text, mine, width, cutoff, user)
  }
  invalid <- attr(out, "invalid")
  attr(out, "invalid") <- NULL
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
