# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA words, row by row (L0203): a routine is executed row by row (CALL SCAN)
make_words <- function() {
  empty <- none <- last <- size <- beyond <- zero <- nowhere <- nothing <- NA_real_
  text <- "a,,bc"
  word <- sas_call_scan(text, 2, ",", "m")
  empty <- word[1]
  none <- word[2]
  word <- sas_call_scan(text, -1, ",")
  last <- word[1]
  size <- word[2]
  word <- sas_call_scan(text, 5, ",")
  beyond <- word[1]
  zero <- word[2]
  word <- sas_call_scan(text, 0)
  nowhere <- word[1]
  nothing <- word[2]
  sas_table(
    text = text, empty = empty, none = none, last = last, size = size, beyond = beyond, zero = zero,
    nowhere = nowhere, nothing = nothing
  )
}

# DATA numbers, row by row (L0203): a routine is executed row by row (CALL MISSING)
make_numbers <- function() {
  out_n <- 0
  out_text <- out_part <- character(0)
  out_place <- out_size <- numeric(0)
  part <- ""
  place <- size <- NA_real_
  pattern <- sas_prxparse("/(\\d+)-(\\d+)/")
  for (text in c("tel 12-345", "none", "9-8")) {
    part <- ""
    if (isTRUE(sas_prxmatch(pattern, sas_pad(text, 12)) != 0)) {
      match <- sas_call_prxposn(pattern, 2)
      place <- match[1]
      size <- match[2]
      part <- sas_cut(sas_substr(text, place, size), 4)
    } else {
      match <- sas_call_prxposn(pattern, 2)
      place <- match[1]
      size <- match[2]
    }
    out_n <- out_n + 1
    out_text[out_n] <- text
    out_part[out_n] <- part
    out_place[out_n] <- place
    out_size[out_n] <- size
  }
  sas_table(text = out_text, part = out_part, place = out_place, size = out_size)
}

# DATA matches, row by row (L0203): a routine is executed row by row (CALL PRXNEXT)
make_matches <- function() {
  out_n <- 0
  out_start <- out_place <- out_size <- numeric(0)
  place <- size <- NA_real_
  text <- "ab 12 cd e"
  pattern <- sas_prxparse("/[a-z]+/")
  start <- 1
  stop <- sas_length(text)
  match <- sas_call_prxnext(pattern, start, stop, sas_pad(text, 10))
  start <- match[1]
  place <- match[2]
  size <- match[3]
  while (!is.na(place) && place > 0) {
    out_n <- out_n + 1
    out_start[out_n] <- start
    out_place[out_n] <- place
    out_size[out_n] <- size
    match <- sas_call_prxnext(pattern, start, stop, sas_pad(text, 10))
    start <- match[1]
    place <- match[2]
    size <- match[3]
  }
  sas_table(start = out_start, place = out_place, size = out_size)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-6: DATA words
  words <- make_words()

  # program.sas 9-21: DATA numbers
  sas_forget_patterns()
  numbers <- make_numbers()

  # program.sas 24-34: DATA matches
  sas_forget_patterns()
  matches <- make_matches()

  list(words = words, numbers = numbers, matches = matches)
}

if (sys.nframe() == 0) sas_main(run, libraries)
