# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA semi, row by row: the step reads text with INPUT
make_semi <- function() {
  lines <- sas_lines(c(
    "a|b",
    "1|x y",
    "2/z",
    "|| 3 ||q",
    "4|never"
  ), dlm = "|/", firstobs = 2, obs = 4)
  out_n <- 0
  out_a <- numeric(0)
  out_b <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    a <- lines$number(name = "a")
    b <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_a[out_n] <- a
    out_b[out_n] <- b
  }
  sas_table(a = out_a, b = out_b)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA semi
  semi <- make_semi()

  list(semi = semi)
}

if (sys.nframe() == 0) sas_main(run, libraries)
