# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA values
  values <- tribble(
    ~g, ~x,
    NA, 4,
    NA, 6,
    1, 5,
    2, NA
  )

  # program.sas 11-14: PROC MEANS
  stats <- values |>
    sas_sorted("g", "WORK.VALUES") |>
    sas_summarize(
      character(0),
      list(
        c("n", "n", "x"), c("nmiss", "nmiss", "x"), c("mean", "mean", "x"), c("sum", "sum", "x"),
        c("std", "std", "x"), c("range", "range", "x"), c("cv", "cv", "x"), c("uss", "uss", "x")
      ),
      0,
      by = "g"
    )

  list(values = values, stats = stats)
}

if (sys.nframe() == 0) sas_main(run, libraries)
