# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 1 note below.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# INFILE with EOF=, a jump to a label, is not translated (H0231)
#
# Returns total: columns that are not known here
#
# data total;
#   infile datalines eof=done;
#   input a;
#   sum + a;
#   return;
#   done: output;
#   keep sum;
# datalines;
hole_1 <- function() {
  not_translated("H0231", "INFILE with EOF=, a jump to a label, is not translated")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-8: DATA total
  # HOLE H0231: INFILE with EOF=, a jump to a label, is not translated
  total <- hole_1()

  list(total = total)
}

if (sys.nframe() == 0) sas_main(run, libraries)
