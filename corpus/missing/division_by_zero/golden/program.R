# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA ratios, row by row: the step reads text with INPUT
make_ratios <- function() {
  lines <- sas_lines(c(
    "6 3",
    "6 0",
    "0 0",
    ". 0",
    "6 ."
  ))
  out_n <- 0
  out_a <- out_b <- out_ratio <- out_failed <- numeric(0)
  repeat {
    error_ <- 0
    lines$start()
    if (lines$ended) break
    a <- lines$number(name = "a")
    b <- lines$number(name = "b")
    lines$finish()
    if (lines$ended) break
    error_ <- max(error_, lines$error)
    ratio <- sas_divide(a, b, "3 column 13")
    failed <- error_
    out_n <- out_n + 1
    out_a[out_n] <- a
    out_b[out_n] <- b
    out_ratio[out_n] <- ratio
    out_failed[out_n] <- failed
  }
  sas_table(a = out_a, b = out_b, ratio = out_ratio, failed = out_failed)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-5: DATA ratios
  ratios <- make_ratios()

  list(ratios = ratios)
}

if (sys.nframe() == 0) sas_main(run, libraries)
