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
    ~x, ~w, ~f,
    10, 1, 2,
    20, 3, 1.9,
    40, 0, 0,
    NA, 5, 3
  )

  # program.sas 11-14: PROC MEANS
  weighted <- values |>
    sas_summarize(
      character(0),
      list(c("n", "n", "x"), c("sw", "sumwgt", "x"), c("sum", "sum", "x"), c("mean", "mean", "x")),
      0,
      weights = list(x = "w")
    ) |>
    select(n, sw, sum, mean)

  # program.sas 17-20: PROC MEANS
  counted <- values |>
    sas_summarize(
      character(0),
      list(c("n", "n", "x"), c("nmiss", "nmiss", "x"), c("sum", "sum", "x"), c("mean", "mean", "x")),
      0,
      frequency = "f"
    ) |>
    select(`_FREQ_`, n, nmiss, sum, mean)

  list(values = values, weighted = weighted, counted = counted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
