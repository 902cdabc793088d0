# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# GO TO again in a part that LINK calls has no form in R (H0450)
#
# Returns way: steps (text of 20), turn (number)
#
# DATA way
data_way <- function() {
  not_translated("H0450", "GO TO again in a part that LINK calls has no form in R")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-12: DATA way
  # HOLE H0450: GO TO again in a part that LINK calls has no form in R
  way <- data_way()

  list(way = way)
}

if (sys.nframe() == 0) sas_main(run, libraries)
