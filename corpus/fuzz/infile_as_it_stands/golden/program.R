# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

a_lines <- c(
  "  one",
  "two"
)

# DATA a, row by row (L0203): a statement works row by row (PUT)
make_a <- function() {
  size <- NA_real_  # kept from row to row
  lines <- sas_lines(a_lines, first_line = 7)
  out_n <- 0
  out_word <- character(0)
  out_columns <- numeric(0)
  log_line <- sas_writer("log")
  repeat {
    columns <- NA_real_
    lines$start()
    if (lines$ended) break
    word <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    size <- as.numeric(lines$size())
    log_line$text("#")
    log_line$text(lines$line)
    log_line$end()
    columns <- size
    out_n <- out_n + 1
    out_word[out_n] <- word
    out_columns[out_n] <- columns
  }
  sas_table(word = out_word, columns = out_columns)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-6: DATA a
  a <- make_a()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
