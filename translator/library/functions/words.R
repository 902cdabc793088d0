# The words of one text and their places; see the modifiers of SCAN
sas_split_words <- function(text, delimiters, modifiers) {
  if (is.na(delimiters)) delimiters <- if (is.na(modifiers)) " !$%&()*+,-./;<^|" else ""
  options <- if (is.na(modifiers)) "" else tolower(modifiers)
  if (grepl("t", options)) {
    text <- sas_trimmed(text)
    delimiters <- sas_trimmed(delimiters)
  }
  characters <- sas_characters(text)
  ends <- sas_listed(characters, delimiters, options) != grepl("k", options)
  if (grepl("q", options)) {
    mark <- ""
    for (i in seq_along(characters)) {
      if (characters[i] %in% c("'", "\"") && mark %in% c("", characters[i])) {
        mark <- if (mark == "") characters[i] else ""
        ends[i] <- FALSE
      } else if (mark != "") {
        ends[i] <- FALSE
      }
    }
  }
  first <- c(1, which(ends) + 1)
  words <- substring(text, first, c(which(ends) - 1, nchar(text)))
  if (!grepl("m", options)) {
    first <- first[words != ""]
    words <- words[words != ""]
  }
  if (grepl("r", options)) {
    first <- first + nchar(words) - nchar(sub("^ +", "", words))
    words <- trimws(words, whitespace = " ")
  }
  list(words = words, first = first)
}

# SCAN: the nth word, counted from the right if negative
sas_scan <- function(text, count, delimiters = NULL, modifiers = NULL) {
  sas_each_text(function(text, count, delimiters, modifiers) {
    if (is.na(count) || trunc(count) == 0) return("")
    words <- sas_split_words(text, delimiters, modifiers)$words
    number <- trunc(count)
    if (grepl("b", tolower(modifiers)) && !is.na(modifiers)) number <- -abs(number)
    if (abs(number) > length(words)) return("")
    words[if (number > 0) number else length(words) + 1 + number]
  }, text, count, sas_or_omitted(delimiters), sas_or_omitted(modifiers))
}

# SCANQ: the same, separated by white space; quotation marks hold words together
sas_scanq <- function(text, count, delimiters = " \t\n\v\f\r") sas_scan(text, count, delimiters, "q")

# COUNTW: the number of words
sas_countw <- function(text, delimiters = NULL, modifiers = NULL) {
  sas_each(function(text, delimiters, modifiers) {
    as.numeric(length(sas_split_words(text, delimiters, modifiers)$words))
  }, text, sas_or_omitted(delimiters), sas_or_omitted(modifiers))
}

# FINDW: the place of a whole word (modifier e: which word it is); a negative start searches to the left
sas_findw <- function(text, word, ...) {
  rest <- list(...)
  texts <- Filter(function(item) !is.numeric(item), rest)
  starts <- Filter(is.numeric, rest)
  delimiters <- if (length(texts)) sas_or_omitted(texts[[1]]) else NA_character_
  modifiers <- if (length(texts) > 1) sas_or_omitted(texts[[2]]) else NA_character_
  given <- length(starts) > 0
  sas_each(function(text, word, delimiters, modifiers, start) {
    options <- if (is.na(modifiers)) "" else tolower(modifiers)
    strips <- grepl("r", options) || is.na(delimiters) || grepl(" ", delimiters)
    wanted <- if (strips) trimws(word, whitespace = " ") else sas_trimmed(word)
    if (is.na(start) || trunc(start) == 0) return(0)
    split <- sas_split_words(text, delimiters, modifiers)
    words <- sas_trimmed(split$words)
    if (grepl("i", options)) found <- tolower(words) == tolower(wanted) else found <- words == wanted
    found <- which(found & (if (start > 0) split$first >= start else split$first <= -start))
    if (!length(found)) return(0)
    backward <- start < 0 || (grepl("b", options) && !given)
    number <- if (backward) max(found) else min(found)
    as.numeric(if (grepl("e", options)) number else split$first[number])
  }, text, word, delimiters, modifiers, if (given) starts[[1]] else 1)
}

# INDEXW: the place of a word that begins and ends at a blank (or delimiter) or an end of the text
sas_indexw <- function(text, word, delimiters = " ") {
  sas_each(function(text, word, delimiters) {
    text <- sas_trimmed(text)
    word <- trimws(word, whitespace = " ")
    if (word == "") return(as.numeric(text == ""))
    ends <- c("", sas_characters(delimiters))
    for (place in seq_len(max(nchar(text) - nchar(word) + 1, 0))) {
      after <- place + nchar(word)
      if (substr(text, place, after - 1) == word && substr(text, place - 1, place - 1) %in% ends &&
        substr(text, after, after) %in% ends) return(as.numeric(place))
    }
    0
  }, text, word, delimiters)
}
