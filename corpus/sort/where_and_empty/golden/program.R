# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA items
  items <- tribble(
    ~k, ~v,
    "b", 2,
    "a", 1,
    "c", 3
  )

  # program.sas 10-11: PROC SORT
  items <- items |> filter(is.na(v) | v < 3) |> arrange(k)

  # program.sas 14-15: PROC SORT
  none <- items |> filter(v > 100) |> arrange(desc(v))

  list(items = items, none = none)
}

if (sys.nframe() == 0) sas_main(run, libraries)
