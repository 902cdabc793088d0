# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA values, row by row: the step reads text with INPUT
make_values <- function() {
  lines <- sas_lines(c(
    ". 4",
    ". 6",
    "1 5",
    "2 ."
  ))
  out_n <- 0
  out_g <- out_x <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    g <- lines$number(name = "g")
    x <- lines$number(name = "x")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_g[out_n] <- g
    out_x[out_n] <- x
  }
  sas_table(g = out_g, x = out_x)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA values
  values <- make_values()

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
