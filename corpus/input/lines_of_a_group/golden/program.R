# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA pairs, row by row: the step reads text with INPUT
make_pairs <- function() {
  lines <- sas_lines(c(
    "1",
    "2",
    "3",
    "4"
  ))
  out_n <- 0
  out_second <- out_first <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    lines$go_to_line(2)
    second <- lines$number(name = "second")
    lines$go_to_line(1)
    first <- lines$number(name = "first")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_second[out_n] <- second
    out_first[out_n] <- first
  }
  sas_table(second = out_second, first = out_first)
}

# DATA words, row by row: the step reads text with INPUT
make_words <- function() {
  lines <- sas_lines("abcdef gh")
  out_n <- 0
  out_word <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    word <- lines$text(length = 4)
    lines$finish("@@")
    if (lines$ended) break
    out_n <- out_n + 1
    out_word[out_n] <- word
  }
  sas_table(word = out_word)
}

# DATA quoted, row by row: the step reads text with INPUT
make_quoted <- function() {
  lines <- sas_lines("\"a 25")
  out_n <- 0
  out_text <- character(0)
  out_number <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    text <- lines$text(tilde = TRUE, length = 8)
    number <- lines$number(name = "number")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_text[out_n] <- text
    out_number[out_n] <- number
  }
  sas_table(text = out_text, number = out_number)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-4: DATA pairs
  # The second line first: the next record starts behind both
  pairs <- make_pairs()

  # program.sas 13-16: DATA words
  # The width of a character informat does not count in list input
  words <- make_words()

  # program.sas 22-24: DATA quoted
  # Without DSD the tilde is ignored
  quoted <- make_quoted()

  list(pairs = pairs, words = words, quoted = quoted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
