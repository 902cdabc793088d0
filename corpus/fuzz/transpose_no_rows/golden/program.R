# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA a
  a <- tibble(g = "a", x = 1, y = 2)

  # program.sas 7-9: DATA none
  none <- a |> filter(x > 5)

  # program.sas 12: PROC TRANSPOSE
  names <- none |>
    sas_transpose(c("x", "y"))

  # program.sas 15-16: PROC TRANSPOSE
  groups <- none |>
    sas_sorted("g", "WORK.NONE") |>
    sas_transpose(c("x", "y"), by = "g")

  list(a = a, none = none, names = names, groups = groups)
}

if (sys.nframe() == 0) sas_main(run, libraries)
