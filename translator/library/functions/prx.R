# The patterns that PRXPARSE has numbered, and the last group of the last match of each
sas_patterns <- list2env(list(texts = character(), last = list(), places = list()))

# A Perl pattern taken apart: expression with its flags, replacement (NA if it only matches); NULL if not valid
sas_perl_parts <- function(pattern) {
  if (is.numeric(pattern)) {
    if (is.na(pattern) || pattern < 1 || pattern > length(sas_patterns$texts)) return(NULL)
    pattern <- sas_patterns$texts[trunc(pattern)]
  }
  characters <- sas_characters(trimws(pattern, whitespace = " "))
  kind <- if (length(characters) > 1 && characters[1] %in% c("s", "m") && !grepl("[[:alnum:]]", characters[2])) characters[1] else ""
  opener <- characters[nchar(kind) + 1]
  if (is.na(opener) || grepl("[[:alnum:] ]", opener)) return(NULL)
  closing <- function(opener) switch(opener, "(" = ")", "[" = "]", "{" = "}", "<" = ">", opener)
  first <- sas_delimited(characters, nchar(kind) + 2, opener, closing(opener))
  if (is.null(first)) return(NULL)
  after <- first$after
  replacement <- NA_character_
  if (kind == "s") {
    if (opener != closing(opener)) {
      while (identical(characters[after], " ")) after <- after + 1
      opener <- characters[after]
      after <- after + 1
    }
    second <- sas_delimited(characters, after, opener, closing(opener))
    if (is.null(second)) return(NULL)
    replacement <- second$text
    after <- second$after
  }
  flags <- intersect(sas_characters(paste(characters[seq_along(characters) >= after], collapse = "")), c("i", "m", "s", "x"))
  text <- if ("i" %in% flags) sas_ascii_case(first$text) else first$text
  expression <- if (length(flags)) paste0("(?", paste(flags, collapse = ""), ")", text) else text
  # not in SAS's Perl: \\pP, \\PP, \\X, \\G, \\N{name}, code
  outside <- grepl("^(?:[^\\\\(]|\\\\[^pPXGKRN]|\\\\N(?!\\{)|\\((?!\\?(?:\\||\\??\\{)))*$", first$text, perl = TRUE)
  valid <- outside && tryCatch({
    regexpr(expression, "", perl = TRUE)
    TRUE
  }, error = function(e) FALSE, warning = function(w) FALSE)
  if (valid) list(expression = expression, replacement = replacement, pattern = pattern) else NULL
}

# SAS's Perl takes capitals and small letters for the same in ASCII alone: other letters stand outside of (?i)
sas_ascii_case <- function(pattern) {
  if (!grepl("[^ -~]", pattern)) return(pattern)
  characters <- sas_characters(pattern)
  n <- length(characters)
  exact <- function(text) paste0("(?-i:", text, ")")
  out <- character()
  place <- 1
  while (place <= n) {
    character <- characters[place]
    if (character == "\\" && place < n) {
      out <- c(out, paste0(character, characters[place + 1]))
      place <- place + 2
    } else if (character == "[") {
      negated <- identical(characters[place + 1], "^")
      items <- c("", "")  # ASCII, and other letters with their ranges
      at <- place + 1 + negated
      first <- at
      while (at <= n && (characters[at] != "]" || at == first)) {
        size <- if (characters[at] == "\\") 2 else if (identical(characters[at + 1], ":") && characters[at] == "[") {
          which(characters[-seq_len(at)] == "]")[1] + 1
        } else 1
        if (identical(characters[at + size], "-") && at + size + 1 <= n && characters[at + size + 1] != "]") size <- size + 2
        item <- paste(characters[at:min(at + size - 1, n)], collapse = "")
        kind <- if (grepl("[^ -~]", item)) 2 else 1
        items[kind] <- paste0(items[kind], item)
        at <- at + size
      }
      if (!nzchar(items[2])) {
        made <- paste0("[", if (negated) "^", items[1], "]")
      } else if (negated) {
        made <- paste0(if (nzchar(items[1])) paste0("(?![", items[1], "])"), exact(paste0("[^", items[2], "]")))
      } else {
        made <- paste0("(?:", paste(c(if (nzchar(items[1])) paste0("[", items[1], "]"), exact(paste0("[", items[2], "]"))), collapse = "|"), ")")
      }
      out <- c(out, if (negated && nzchar(items[2])) paste0("(?:", made, ")") else made)
      place <- at + 1
    } else {
      out <- c(out, if (grepl("[^ -~\t\n\r]", character)) exact(character) else character)
      place <- place + 1
    }
  }
  paste(out, collapse = "")
}

# What stands before the closing delimiter, and the place after it
sas_delimited <- function(characters, start, opener, closer) {
  depth <- 0
  place <- start
  while (place <= length(characters)) {
    character <- characters[place]
    if (character == "\\") {
      place <- place + 1
    } else if (character == closer && depth == 0) {
      inside <- seq_len(place - start) + start - 1
      return(list(text = paste(characters[inside], collapse = ""), after = place + 1))
    } else if (opener != closer && character %in% c(opener, closer)) {
      depth <- depth + (if (character == opener) 1 else -1)
    }
    place <- place + 1
  }
  NULL
}

# Places and lengths of a match (row 1) and of its pairs of parentheses; NULL if there is no match
sas_match_of <- function(found, i, key = NULL) {
  if (found[i] < 0) {
    if (!is.null(key)) sas_patterns$places[[key]] <- NULL
    return(NULL)
  }
  start <- found[i]
  length <- attr(found, "match.length")[i]
  if (!is.null(attr(found, "capture.start"))) {
    start <- c(start, attr(found, "capture.start")[i, ])
    length <- c(length, attr(found, "capture.length")[i, ])
  }
  taken <- which(start[-1] > 0)
  if (!is.null(key)) {
    sas_patterns$last[[key]] <- if (length(taken)) max(taken) else 0
    sas_patterns$places[[key]] <- rbind(start, length)
  }
  list(start = unname(start), length = unname(length))
}

# Begin a step: PRXPARSE numbers its patterns from 1
sas_forget_patterns <- function() sas_patterns$texts <- character()

# All matches, as gregexpr finds them, and an empty one at the end of the text, which gregexpr leaves out behind another match
sas_all_matches <- function(expression, text) {
  found <- gregexpr(expression, text, perl = TRUE)[[1]]
  n <- nchar(text)
  last <- found[length(found)]
  if (last < 1 || last > n || n > 60000 || !grepl("[*?|{$]|\\\\[bBzZ]", expression, perl = TRUE)) return(found)
  end <- regexpr(paste0("(?<=(?s:\\A.{", n, "}))(?:", expression, ")"), text, perl = TRUE)
  if (end < 1) return(found)
  structure(
    c(found, end),
    match.length = c(attr(found, "match.length"), 0L),
    capture.start = rbind(attr(found, "capture.start"), attr(end, "capture.start")),
    capture.length = rbind(attr(found, "capture.length"), attr(end, "capture.length"))
  )
}

# PRXPARSE: a number that stands for a pattern; missing if it is not valid
sas_prxparse <- function(pattern) {
  sas_each(function(pattern) {
    if (is.null(sas_perl_parts(pattern))) return(NA_real_)
    if (!pattern %in% sas_patterns$texts) sas_patterns$texts <- c(sas_patterns$texts, pattern)
    as.numeric(match(pattern, sas_patterns$texts))
  }, pattern)
}

# PRXMATCH: the place where a pattern matches first; 0 if it does not, missing if it is not valid
sas_prxmatch <- function(pattern, text) {
  sas_each(function(pattern, text) {
    parts <- sas_perl_parts(pattern)
    if (is.null(parts)) return(NA_real_)
    found <- sas_match_of(regexpr(parts$expression, text, perl = TRUE), 1, parts$pattern)
    if (is.null(found)) 0 else as.numeric(found$start[1])
  }, pattern, text)
}

# PRXCHANGE: the text with a number of matches replaced, all if -1
sas_prxchange <- function(pattern, times, text) {
  sas_each_text(function(pattern, times, text) {
    parts <- sas_perl_parts(pattern)
    if (is.null(parts) || is.na(parts$replacement) || is.na(times)) return("")
    found <- sas_all_matches(parts$expression, text)
    result <- character()
    end <- 1
    for (i in seq_along(found)) {
      if (times >= 0 && i > trunc(times)) break
      match <- sas_match_of(found, i, parts$pattern)
      if (is.null(match)) break
      groups <- ifelse(match$start > 0, substring(text, match$start, match$start + match$length - 1), "")
      result <- c(result, substr(text, end, match$start[1] - 1), sas_replaced(parts$replacement, groups))
      end <- match$start[1] + match$length[1]
    }
    paste(c(result, substring(text, end)), collapse = "")
  }, pattern, times, text)
}

# The replacement of one match: $1 \1 ${1} $& are parts of it, \U \L \u \l \E change the case
sas_replaced <- function(replacement, groups) {
  pattern <- "(?s)\\$\\{\\d+\\}|\\$\\d+|\\$&|\\\\\\d|\\\\.|."
  tokens <- regmatches(replacement, gregexpr(pattern, replacement, perl = TRUE))[[1]]
  whole <- once <- ""
  result <- character()
  for (token in tokens) {
    letter <- if (startsWith(token, "\\")) substr(token, 2, 2) else ""
    if (letter %in% c("U", "L", "E")) {
      whole <- letter
      next
    }
    if (letter %in% c("u", "l")) {
      once <- letter
      next
    }
    if (token == "$&") {
      piece <- groups[1]
    } else if (grepl("^[\\\\$]\\{?\\d+\\}?$", token, perl = TRUE)) {
      number <- as.integer(gsub("\\D", "", token, perl = TRUE)) + 1
      piece <- if (number <= length(groups)) groups[number] else ""
    } else {
      piece <- switch(token, "\\n" = "\n", "\\t" = "\t", "\\r" = "\r", substring(token, nchar(token)))
    }
    if (whole == "U") piece <- toupper(piece)
    if (whole == "L") piece <- tolower(piece)
    if (once != "" && piece != "") {
      initial <- substr(piece, 1, 1)
      piece <- paste0(if (once == "u") toupper(initial) else tolower(initial), substring(piece, 2))
      once <- ""
    }
    result <- c(result, piece)
  }
  paste(result, collapse = "")
}

# PRXPOSN: the part of a match that a pair of parentheses took; 0 is the whole match
sas_prxposn <- function(pattern, number, text) {
  sas_each_text(function(pattern, number, text) {
    parts <- sas_perl_parts(pattern)
    if (is.null(parts) || is.na(number) || number < 0) return("")
    match <- sas_match_of(regexpr(parts$expression, text, perl = TRUE), 1)
    place <- trunc(number) + 1
    if (is.null(match) || place > length(match$start) || match$start[place] < 1) return("")
    substr(text, match$start[place], match$start[place] + match$length[place] - 1)
  }, pattern, number, text)
}

# PRXPAREN: the last pair of parentheses that took part in the last match
sas_prxparen <- function(pattern) {
  sas_each(function(pattern) {
    parts <- sas_perl_parts(pattern)
    if (is.null(parts)) return(NA_real_)
    last <- sas_patterns$last[[parts$pattern]]
    if (is.null(last)) 0 else as.numeric(last)
  }, pattern)
}
