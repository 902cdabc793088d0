# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA turns, row by row (L0203): OUTPUT stands in a step that reads nothing, outside of a counted loop
make_turns <- function() {
  out_n <- 0
  out_k <- numeric(0)
  out_c <- character(0)
  c_ <- ""
  for (k in sas_seq(10, 1, -4)) {
    out_n <- out_n + 1
    out_k[out_n] <- k
    out_c[out_n] <- c_
  }
  k <- -2
  for (c_ in c("a", "b")) {
    out_n <- out_n + 1
    out_k[out_n] <- k
    out_c[out_n] <- c_
  }
  sas_table(k = out_k, c = out_c)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-8: DATA turns
  # The index of a counted loop goes on to the first value not used, a list leaves its last value
  turns <- make_turns()

  list(turns = turns)
}

if (sys.nframe() == 0) sas_main(run, libraries)
