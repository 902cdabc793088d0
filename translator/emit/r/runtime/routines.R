# CALL SCAN: place and length of the nth word; 0 where there are not so many
sas_call_scan <- function(text, count, delimiters = NA, modifiers = NA) {
  if (is.na(count) || trunc(count) == 0) return(c(NA_real_, NA_real_))
  found <- sas_split_words(text, delimiters, modifiers)
  number <- trunc(count)
  if (abs(number) > length(found$words)) return(c(0, 0))
  at <- if (number > 0) number else length(found$words) + 1 + number
  c(found$first[at], nchar(found$words[at]))
}

# Place and length of the first match of a pattern from `start` on; 0 and 0 if there is none
sas_match_place <- function(pattern, text, start = 1, group = 0) {
  parts <- sas_perl_parts(pattern)
  if (is.null(parts)) return(c(NA_real_, NA_real_))
  found <- sas_match_of(regexpr(parts$expression, substring(text, start), perl = TRUE), 1, parts$pattern)
  if (is.null(found) || group + 1 > length(found$start) || found$start[group + 1] < 1) return(c(0, 0))
  c(found$start[group + 1] + start - 1, found$length[group + 1])
}

sas_call_prxsubstr <- function(pattern, text) sas_match_place(pattern, text)

# CALL PRXPOSN: place and length of a pair of parentheses in the last match (0: the whole); 0 and 0 if it took no part
sas_call_prxposn <- function(pattern, number) {
  parts <- sas_perl_parts(pattern)
  if (is.null(parts) || is.na(number)) return(c(NA_real_, NA_real_))
  places <- sas_patterns$places[[parts$pattern]]
  at <- trunc(number) + 1
  if (is.null(places) || at < 1 || at > ncol(places) || places[1, at] < 1) return(c(0, 0))
  as.numeric(places[, at])
}

# CALL PRXCHANGE: the text with matches replaced, its length in `width` characters, whether it was cut, the changes
sas_call_prxchange <- function(pattern, times, text, width) {
  parts <- sas_perl_parts(pattern)
  if (is.null(parts)) return(list("", NA_real_, NA_real_, NA_real_))
  whole <- sub(" +$", "", sas_prxchange(pattern, times, text))
  fitted <- sas_cut(whole, width)
  found <- sum(sas_all_matches(parts$expression, text) > 0)
  changes <- if (times < 0) found else min(found, trunc(times))
  list(fitted, as.numeric(nchar(fitted)), as.numeric(nchar(whole) > width), as.numeric(changes))
}

# CALL PRXNEXT: where to go on, and place and length of the next match between two places (stop -1: to the end)
sas_call_prxnext <- function(pattern, start, stop, text) {
  inside <- if (stop < 0) text else substr(text, 1, stop)
  found <- sas_match_place(pattern, inside, start)
  if (found[1] == 0) return(c(start, 0, 0))
  c(found[1] + max(found[2], 1), found)
}
