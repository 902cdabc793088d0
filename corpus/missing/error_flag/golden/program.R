# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 1 note below.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA pairs, row by row: the step reads text with INPUT
make_pairs <- function() {
  lines <- sas_lines(c(
    "6 3",
    "6 0",
    ". 0"
  ))
  out_n <- 0
  out_a <- out_b <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    a <- lines$number(name = "a")
    b <- lines$number(name = "b")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_a[out_n] <- a
    out_b[out_n] <- b
  }
  sas_table(a = out_a, b = out_b)
}

# the step reads _ERROR_, which a division may set (H0250)
#
# pairs: a (number), b (number)
# Returns ratios: columns that are not known here
#
# data ratios;
#   set pairs;
#   ratio = a / b;
#   failed = _error_;
hole_2 <- function(pairs) {
  not_translated("H0250", "the step reads _ERROR_, which a division may set")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA pairs
  pairs <- make_pairs()

  # program.sas 10-13: DATA ratios
  # HOLE H0250: the step reads _ERROR_, which a division may set
  ratios <- hole_2(pairs)

  list(pairs = pairs, ratios = ratios)
}

if (sys.nframe() == 0) sas_main(run, libraries)
