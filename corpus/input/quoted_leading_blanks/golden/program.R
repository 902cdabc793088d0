# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA quoted
  quoted <- tribble(
    ~plain, ~given, ~kept,
    "a", "b", " c",
    "", "x", "."
  )

  list(quoted = quoted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
