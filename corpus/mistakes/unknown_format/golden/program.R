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
  # program.sas 1-3: DATA a
  a <- tibble(x = c(1, 2, 2))

  # program.sas 8-10: PROC FREQ
  # NOTE R0348: ERROR 48-59: The format NOSUCH was not found or could not be loaded.
  sas_stop("R0348", "ERROR 48-59: The format NOSUCH was not found or could not be loaded.")

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
