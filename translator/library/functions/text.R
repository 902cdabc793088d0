# PROPCASE: a capital at the start of each word; words begin after a blank, /, -, (, . or a tab
sas_propcase <- function(text, delimiters = NULL) {
  if (is.null(delimiters)) delimiters <- " /-(.\t"
  sas_each_text(function(text, delimiters) {
    characters <- sas_characters(tolower(text))
    begins <- c(TRUE, characters %in% sas_characters(delimiters))[seq_along(characters)]
    characters[begins] <- toupper(characters[begins])
    paste(characters, collapse = "")
  }, text, delimiters)
}

# TRIM: without trailing blanks; one blank if nothing is left
sas_trim <- function(text) {
  text <- sas_trimmed(text)
  text[text == ""] <- " "
  text
}

# RIGHT: trailing blanks moved to the front
sas_right_aligned <- function(text) {
  moved <- sas_trimmed(text)
  paste0(strrep(" ", nchar(text) - nchar(moved)), moved)
}

# COMPRESS: without the listed characters (blanks if none are), or only with these (modifier k)
sas_compress <- function(text, characters = NULL, modifiers = NULL) {
  if (is.null(characters) && is.null(modifiers)) return(gsub(" ", "", text, fixed = TRUE))
  sas_each_text(function(text, unwanted, modifiers) {
    options <- tolower(modifiers)
    if (is.na(unwanted) || unwanted == "") unwanted <- if (gsub(" ", "", options) == "") " " else ""
    if (grepl("t", options)) {
      text <- sas_trimmed(text)
      unwanted <- sas_trimmed(unwanted)
    }
    characters <- sas_characters(text)
    keep <- sas_listed(characters, unwanted, options) == grepl("k", options)
    paste(characters[keep], collapse = "")
  }, text, sas_or_omitted(characters), if (is.null(modifiers)) "" else modifiers)
}

# REVERSE: characters in reverse order; trailing blanks become leading ones
sas_reverse <- function(text) sas_each_text(function(text) paste(rev(sas_characters(text)), collapse = ""), text)

# REPEAT: the text followed by so many copies of itself
sas_repeat <- function(text, times) {
  times <- ifelse(is.na(times) | times < 0, -1, trunc(times))
  substr(strrep(text, pmin(times + 1, 32767)), 1, 32767)
}

# SUBSTR: characters from a position on; the rest if no valid length is given; blank if outside
sas_substr <- function(text, position, length = NA) {
  sas_each_text(function(text, position, length) {
    first <- trunc(position)
    if (is.na(first) || first < 1 || first > nchar(text)) return("")
    last <- if (is.na(length) || trunc(length) < 1) nchar(text) else min(first + trunc(length) - 1, nchar(text))
    substr(text, first, last)
  }, text, position, if (is.null(length)) NA else length)
}

# SUBSTRN: what of the places from position on lies inside the text
sas_substrn <- function(text, position, length = Inf) {
  if (is.numeric(text)) text <- sas_each_text(sas_number_text, text, 32)
  sas_each_text(function(text, position, length) {
    if (is.na(position) || is.na(length)) return("")
    last <- trunc(position) + trunc(length) - 1
    if (last < 1 || trunc(position) > nchar(text)) return("")
    substr(text, max(trunc(position), 1), min(last, nchar(text)))
  }, text, position, if (is.null(length)) Inf else length)
}

# SUBPAD: so many characters from a position on, filled up with blanks
sas_subpad <- function(text, position, length = Inf) {
  wanted <- if (is.null(length)) Inf else length
  part <- sas_substrn(text, position, wanted)
  size <- ifelse(is.na(wanted) | is.infinite(wanted), 0, pmin(trunc(wanted), 32767))
  paste0(part, strrep(" ", pmax(size - nchar(part), 0)))
}

# CHAR: the character at a position; blank outside the text
sas_char <- function(text, position) {
  inside <- !is.na(position) & position >= 1 & position <= nchar(text)
  place <- ifelse(inside, trunc(position), 0)
  as.character(ifelse(inside, substr(rep_len(text, length(place)), place, place), ""))
}

# TRANSLATE: characters replaced one for one; the pairs are (to, from), `to` filled with blanks
sas_translate <- function(text, ...) {
  sas_each_text(function(text, ...) {
    pairs <- c(...)
    new <- old <- character()
    for (i in seq_len(length(pairs) %/% 2) * 2) {
      from <- sas_characters(pairs[i])
      to <- c(sas_characters(pairs[i - 1]), rep(" ", length(from)))[seq_along(from)]
      old <- c(old, from)
      new <- c(new, to)
    }
    characters <- sas_characters(text)
    place <- match(characters, old)
    characters[!is.na(place)] <- new[place[!is.na(place)]]
    paste(characters, collapse = "")
  }, text, ...)
}

# TRANWRD: every occurrence of a target replaced; nothing as replacement counts as one blank
sas_tranwrd <- function(text, target, replacement) {
  sas_transtrn(text, target, ifelse(replacement == "", " ", replacement))
}

# TRANSTRN: every occurrence of a target replaced, or removed
sas_transtrn <- function(text, target, replacement) {
  sas_each_text(function(text, target, replacement) {
    if (target == "") text else gsub(target, gsub("\\", "\\\\", replacement, fixed = TRUE), text, fixed = TRUE)
  }, text, target, replacement)
}

# QUOTE: the text, trailing blanks included, in quotation marks, those inside doubled
sas_quote <- function(text, mark = "\"") {
  sas_each_text(function(text, mark) {
    mark <- if (trimws(mark) == "'") "'" else "\""
    paste0(mark, gsub(mark, strrep(mark, 2), text, fixed = TRUE), mark)
  }, text, mark)
}

# DEQUOTE: what stands in the quotation marks at the start of the text; other text is unchanged
sas_dequote <- function(text) {
  sas_each_text(function(text) {
    mark <- substr(text, 1, 1)
    if (!mark %in% c("'", "\"")) return(text)
    pattern <- if (mark == "'") "^'((?:[^']|'')*)(?:'.*)?$" else "^\"((?:[^\"]|\"\")*)(?:\".*)?$"
    inside <- sub(pattern, "\\1", text, perl = TRUE)
    gsub(strrep(mark, 2), mark, inside, fixed = TRUE)
  }, text)
}

# LENGTH: number of characters without trailing blanks; 1 for a blank text
sas_length <- function(text) pmax(nchar(sas_trimmed(text)), 1)

# LENGTHN: the same; 0 for a blank text
sas_lengthn <- function(text) as.numeric(nchar(sas_trimmed(text)))

# BYTE: the character with a code from 0 to 255
sas_byte <- function(code) {
  sas_each_text(function(code) {
    if (is.na(code) || code < 0 || code >= 256) "" else intToUtf8(sas_without_nul(trunc(code)))
  }, code)
}

# RANK: the code of the first character
sas_rank <- function(text) sas_each(function(text) if (text == "") 32 else as.numeric(utf8ToInt(text)[1]), text)

# COLLATE: the characters with the codes from start to end, or `count` of them
sas_collate <- function(start, end = NULL, count = NULL) {
  end <- if (is.null(end)) NA_real_ else end
  count <- if (is.null(count)) NA_real_ else count
  sas_each_text(function(start, end, count) {
    if (is.na(start) || start < 0 || start > 255) return("")
    last <- if (!is.na(end)) end else if (!is.na(count)) trunc(start + count) - 1 else trunc(start) + 199
    last <- min(trunc(last), 255)
    if (last < trunc(start)) "" else intToUtf8(sas_without_nul(seq(trunc(start), last)))
  }, start, end, count)
}
