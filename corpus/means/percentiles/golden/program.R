# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA values, row by row: the step reads text with INPUT
make_values <- function() {
  lines <- sas_lines(c(
    "a 1 a 2 a 3 a 4 a 5 a 6 a 7 a 8 a 9 a 10",
    "b 5 b . b 1",
    "c 7"
  ))
  out_n <- 0
  out_g <- character(0)
  out_x <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    g <- lines$text(length = 8)
    x <- lines$number(name = "x")
    lines$finish("@@")
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

  # program.sas 10-13: PROC MEANS
  stats <- values |>
    filter(g != "") |>
    group_by(g) |>
    summarise(
      n = as.numeric(sum(!is.na(x))),
      med = median(x, na.rm = TRUE),
      q1 = sas_percentile(x, 25),
      q3 = sas_percentile(x, 75),
      p10 = sas_percentile(x, 10),
      p90 = sas_percentile(x, 90),
      p1 = sas_percentile(x, 1)
    )

  list(values = values, stats = stats)
}

if (sys.nframe() == 0) sas_main(run, libraries)
