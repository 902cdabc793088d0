# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA a, row by row: a variable is used before it has a value (rate)
make_a <- function() {
  total <- 0  # kept from row to row
  lines <- sas_lines(c(
    "1",
    "2"
  ), first_line = 6)
  out_n <- 0
  out_x <- out_total <- out_rate <- numeric(0)
  repeat {
    rate <- NA_real_
    lines$start()
    if (lines$ended) break
    x <- lines$number(name = "x")
    lines$finish()
    if (lines$ended) break
    total <- sas_sum_of(total, x * rate)
    rate <- 2
    out_n <- out_n + 1
    out_x[out_n] <- x
    out_total[out_n] <- total
    out_rate[out_n] <- rate
  }
  sas_table(x = out_x, total = out_total, rate = out_rate)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-5: DATA a
  a <- make_a()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
