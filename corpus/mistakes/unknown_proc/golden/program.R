# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One step is not translated: the program stops there.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# PROC GMAP is not translated (H0401)
#
# a: x (number)
#
# proc gmap data=a map=a;
#   id x;
#   choro x;
hole_2 <- function(a) {
  not_translated("H0401", "PROC GMAP is not translated")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: DATA a
  a <- tibble(x = 1)

  # program.sas 5-7: PROC GMAP
  hole_2(a)

  # program.sas 10-12: DATA b
  b <- a |> mutate(y = x + 1)

  list(a = a, b = b)
}

if (sys.nframe() == 0) sas_main(run, libraries)
