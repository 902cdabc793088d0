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
  # NOTE R0168: ERROR 68-185: The function FROBNICATE is unknown, or cannot be accessed.
  sas_stop("R0168", "ERROR 68-185: The function FROBNICATE is unknown, or cannot be accessed.")

  list()
}

if (sys.nframe() == 0) sas_main(run, libraries)
