# Are the characters of a class, named by its modifier letter (a letters, d digits, p punctuation …)?
sas_in_class <- function(characters, kind) {
  code <- vapply(characters, utf8ToInt, integer(1), USE.NAMES = FALSE)
  control <- code < 32 | (code >= 127 & code < 160)
  latin <- grepl("^[A-Za-z_]$", characters, perl = TRUE)
  digit <- code >= 48 & code <= 57
  switch(kind,
    a = grepl("^[[:alpha:]]$", characters),
    c = control,
    d = digit,
    f = latin,
    g = !control & code > 32 & code != 160,
    h = code == 9,
    l = grepl("^[[:lower:]]$", characters),
    n = latin | digit,
    p = grepl("^[!-/:-@[-`{-~]$", characters, perl = TRUE),
    s = code == 32 | (code >= 9 & code <= 13),
    u = grepl("^[[:upper:]]$", characters),
    w = !control,
    x = grepl("^[0-9A-Fa-f]$", characters, perl = TRUE),
    rep(FALSE, length(characters))
  )
}

# Are the characters in a list that modifiers add classes to (i: case is ignored)?
sas_listed <- function(characters, list, modifiers) {
  listed <- characters %in% sas_characters(list)
  modifiers <- sas_characters(tolower(modifiers))
  spellings <- list(characters)
  if ("i" %in% modifiers) {
    listed <- listed | tolower(characters) %in% sas_characters(tolower(list))
    spellings <- list(characters, tolower(characters), toupper(characters))
  }
  for (kind in modifiers) for (spelling in spellings) listed <- listed | sas_in_class(spelling, kind)
  listed
}

# Place of the first character that is (or is not) of one of the classes; a negative start searches to the left
sas_first_of_class <- function(text, kinds, wanted, start) {
  sas_each(function(text, start) {
    if (is.na(start) || trunc(start) == 0) return(0)
    found <- rep(FALSE, nchar(text))
    for (kind in sas_characters(kinds)) found <- found | sas_in_class(sas_characters(text), kind)
    places <- which(found == wanted)
    places <- if (start > 0) places[places >= trunc(start)] else rev(places[places <= trunc(-start)])
    if (length(places)) as.numeric(places[1]) else 0
  }, text, start)
}

sas_anyalpha <- function(text, start = 1) sas_first_of_class(text, "a", TRUE, start)
sas_anyalnum <- function(text, start = 1) sas_first_of_class(text, "ad", TRUE, start)
sas_anycntrl <- function(text, start = 1) sas_first_of_class(text, "c", TRUE, start)
sas_anydigit <- function(text, start = 1) sas_first_of_class(text, "d", TRUE, start)
sas_anyfirst <- function(text, start = 1) sas_first_of_class(text, "f", TRUE, start)
sas_anygraph <- function(text, start = 1) sas_first_of_class(text, "g", TRUE, start)
sas_anylower <- function(text, start = 1) sas_first_of_class(text, "l", TRUE, start)
sas_anyname <- function(text, start = 1) sas_first_of_class(text, "n", TRUE, start)
sas_anyprint <- function(text, start = 1) sas_first_of_class(text, "w", TRUE, start)
sas_anypunct <- function(text, start = 1) sas_first_of_class(text, "p", TRUE, start)
sas_anyspace <- function(text, start = 1) sas_first_of_class(text, "s", TRUE, start)
sas_anyupper <- function(text, start = 1) sas_first_of_class(text, "u", TRUE, start)
sas_anyxdigit <- function(text, start = 1) sas_first_of_class(text, "x", TRUE, start)
sas_notalpha <- function(text, start = 1) sas_first_of_class(text, "a", FALSE, start)
sas_notalnum <- function(text, start = 1) sas_first_of_class(text, "ad", FALSE, start)
sas_notcntrl <- function(text, start = 1) sas_first_of_class(text, "c", FALSE, start)
sas_notdigit <- function(text, start = 1) sas_first_of_class(text, "d", FALSE, start)
sas_notfirst <- function(text, start = 1) sas_first_of_class(text, "f", FALSE, start)
sas_notgraph <- function(text, start = 1) sas_first_of_class(text, "g", FALSE, start)
sas_notlower <- function(text, start = 1) sas_first_of_class(text, "l", FALSE, start)
sas_notname <- function(text, start = 1) sas_first_of_class(text, "n", FALSE, start)
sas_notprint <- function(text, start = 1) sas_first_of_class(text, "w", FALSE, start)
sas_notpunct <- function(text, start = 1) sas_first_of_class(text, "p", FALSE, start)
sas_notspace <- function(text, start = 1) sas_first_of_class(text, "s", FALSE, start)
sas_notupper <- function(text, start = 1) sas_first_of_class(text, "u", FALSE, start)
sas_notxdigit <- function(text, start = 1) sas_first_of_class(text, "x", FALSE, start)
