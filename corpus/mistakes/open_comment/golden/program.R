# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One step is not translated: the program stops there.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# a statement could not be read: the comment that starts here is not closed (H0201)
#
# UNPARSED
hole_2 <- function() {
  not_translated("H0201", "a statement could not be read: the comment that starts here is not closed")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: DATA a
  a <- tibble(x = 1)

  # program.sas 5: UNPARSED
  hole_2()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
