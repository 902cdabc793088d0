# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One step is not translated: the program stops there.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# a statement could not be read: 'iff' begins no statement (did you mean IF?) (H0201)
#
# Returns a: columns that are not known here
#
# data a;
#   x = 1;
#   iff x > 0 then y = 2;
hole_1 <- function() {
  not_translated("H0201", "a statement could not be read: 'iff' begins no statement (did you mean IF?)")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA a
  a <- hole_1()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
