# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One note below. One step is not translated: the program stops there.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: DATA a
  a <- tibble(id = 1)

  # program.sas 5-6: DATA b
  b <- tibble(id = "1")

  # program.sas 9-10: DATA both
  # NOTE R0102: ERROR: Variable id has been defined as both character and numeric.
  sas_stop("R0102", "ERROR: Variable id has been defined as both character and numeric.")

  list(a = a, b = b)
}

if (sys.nframe() == 0) sas_main(run, libraries)
