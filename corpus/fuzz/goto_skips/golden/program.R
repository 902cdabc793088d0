# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# GOTO done has no form in R (H0450)
#
# Returns a: x (number), note (text of 3), y (number)
#
# DATA a
data_a <- function() {
  not_translated("H0450", "GOTO done has no form in R")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-6: DATA a
  # HOLE H0450: GOTO done has no form in R
  a <- data_a()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
