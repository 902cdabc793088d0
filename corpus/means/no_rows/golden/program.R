# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-5: DATA none
  none <- tibble(g = "x", x = 1) |> filter(x > 1)

  # program.sas 8-11: PROC MEANS
  stats <- none |>
    filter(g != "") |>
    group_by(g) |>
    summarise(`_TYPE_` = 1, `_FREQ_` = as.numeric(n()), total = sas_sum(x))

  list(none = none, stats = stats)
}

if (sys.nframe() == 0) sas_main(run, libraries)
