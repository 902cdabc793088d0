# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One note below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA kinds, row by row (L0203): a step that reads nothing makes numbers of text, and the log tells which is
# none
make_kinds <- function() {
  code <- y <- I_ <- NA_real_
  x <- 1
  if (!is.na(code) && code == 5) {
    y <- 1
  }
  code <- sas_to_number("abc", "", "line 4 column 10")
  count <- 3
  sas_table(x = x, code = code, y = y, count = count)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-7: DATA kinds
  # NOTE N0402: Character values have been converted to numeric values at the places given by:
  # (Line):(Column). 4:10
  kinds <- make_kinds()

  list(kinds = kinds)
}

if (sys.nframe() == 0) sas_main(run, libraries)
