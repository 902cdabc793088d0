# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA kept, row by row (L0203): a statement ends the iteration early (CONTINUE)
make_kept <- function() {
  out_n <- 0
  out_i <- out_last <- numeric(0)
  last <- NA_real_
  i <- 1
  first_turn <- TRUE
  repeat {
    if (first_turn) {
      first_turn <- FALSE
    } else {
      i <- i + 1
    }
    if (!(i <= 6)) break
    if (!is.na(i) && i == 2) next
    if (!is.na(i) && i == 5) break
    out_n <- out_n + 1
    out_i[out_n] <- i
    out_last[out_n] <- last
  }
  last <- i
  out_n <- out_n + 1
  out_i[out_n] <- i
  out_last[out_n] <- last
  sas_table(i = out_i, last = out_last)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-8: DATA kept
  kept <- make_kept()

  list(kept = kept)
}

if (sys.nframe() == 0) sas_main(run, libraries)
