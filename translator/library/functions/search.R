# Places of all occurrences of a part in one text, overlapping ones too
sas_all_places <- function(text, part) {
  if (part == "" || nchar(part) > nchar(text)) return(integer())
  first <- seq_len(nchar(text) - nchar(part) + 1)
  first[substring(text, first, first + nchar(part) - 1) == part]
}

# INDEX: the place of the first occurrence of a part; 0 if there is none
sas_index <- function(text, part) {
  sas_each(function(text, part) {
    if (part == "") 0 else max(as.numeric(regexpr(part, text, fixed = TRUE)), 0)
  }, text, part)
}

# INDEXC: the place of the first character that is listed; 0 if none is
sas_indexc <- function(text, ...) {
  sas_each(function(text, ...) {
    found <- which(sas_characters(text) %in% sas_characters(paste0(...)))
    if (length(found)) as.numeric(found[1]) else 0
  }, text, ...)
}

# VERIFY: the place of the first character that is not listed; 0 if all are
sas_verify <- function(text, ...) {
  sas_each(function(text, ...) {
    found <- which(!sas_characters(text) %in% sas_characters(paste0(...)))
    if (length(found)) as.numeric(found[1]) else 0
  }, text, ...)
}

# The modifiers and the start among optional arguments that may come in any order
sas_modifiers <- function(rest) {
  texts <- Filter(is.character, rest)
  if (length(texts)) texts[[1]] else ""
}
sas_start <- function(rest, default) {
  starts <- Filter(is.numeric, rest)
  if (length(starts)) starts[[1]] else default
}

# FIND: the place of a part; modifiers (i ignores case, t trims) and start in any order, negative to search to the left
sas_find <- function(text, part, ...) {
  sas_each(function(text, part, modifiers, start) {
    options <- tolower(modifiers)
    if (grepl("t", options)) {
      text <- sas_trimmed(text)
      part <- sas_trimmed(part)
    }
    if (grepl("i", options)) {
      text <- tolower(text)
      part <- tolower(part)
    }
    if (is.na(start) || trunc(start) == 0) return(0)
    places <- sas_all_places(text, part)
    places <- if (start > 0) places[places >= trunc(start)] else rev(places[places <= trunc(-start)])
    if (length(places)) as.numeric(places[1]) else 0
  }, text, part, sas_modifiers(list(...)), sas_start(list(...), 1))
}

# FINDC: the place of the first character that is listed (modifiers k, v: that is not)
sas_findc <- function(text, characters = NULL, ...) {
  sas_each(function(text, wanted, modifiers, start) {
    options <- tolower(modifiers)
    if (is.na(wanted)) wanted <- ""
    if (grepl("t", options)) {
      text <- sas_trimmed(text)
      wanted <- sas_trimmed(wanted)
    }
    size <- nchar(text)
    if (is.infinite(start)) start <- if (grepl("b", options)) -size else 1
    if (is.na(start) || trunc(start) == 0 || start > size) return(0)
    found <- which(sas_listed(sas_characters(text), wanted, options) != grepl("[kv]", options))
    backward <- start < 0 || grepl("b", options)
    limit <- abs(trunc(start))
    found <- if (backward) rev(found[found <= limit]) else found[found >= limit]
    if (length(found)) as.numeric(found[1]) else 0
  }, text, sas_or_omitted(characters), sas_modifiers(list(...)), sas_start(list(...), Inf))
}

# COUNT: how often a part occurs, without overlaps
sas_count <- function(text, part, modifiers = "") {
  sas_each(function(text, part, modifiers) {
    options <- tolower(modifiers)
    if (grepl("t", options)) {
      text <- sas_trimmed(text)
      part <- sas_trimmed(part)
    }
    if (grepl("i", options)) {
      text <- tolower(text)
      part <- tolower(part)
    }
    if (part == "") 0 else sum(gregexpr(part, text, fixed = TRUE)[[1]] > 0) + 0
  }, text, part, modifiers)
}

# COUNTC: how many characters are listed (modifiers v, k: are not listed)
sas_countc <- function(text, characters = NULL, modifiers = "") {
  sas_each(function(text, wanted, modifiers) {
    options <- tolower(modifiers)
    if (is.na(wanted)) wanted <- ""
    if (grepl("t", options)) {
      text <- sas_trimmed(text)
      wanted <- sas_trimmed(wanted)
    }
    sum(sas_listed(sas_characters(text), wanted, options) != grepl("[kv]", options)) + 0
  }, text, sas_or_omitted(characters), if (is.null(modifiers)) "" else modifiers)
}
