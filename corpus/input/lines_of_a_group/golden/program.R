# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

pairs_lines <- c(
  "1",
  "2",
  "3",
  "4"
)

# DATA pairs, row by row (L0203): the pointer of INPUT moves by a value of the run
make_pairs <- function() {
  lines <- sas_lines(pairs_lines, first_line = 5)
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

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-4: DATA pairs
  # The second line first: the next record starts behind both
  pairs <- make_pairs()

  # program.sas 13-16: DATA words
  # The width of a character informat does not count in list input
  words <- tibble(word = c("abcd", "gh"))

  # program.sas 22-24: DATA quoted
  # Without DSD the tilde is ignored
  quoted <- tibble(text = "\"a", number = 25)

  list(pairs = pairs, words = words, quoted = quoted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
