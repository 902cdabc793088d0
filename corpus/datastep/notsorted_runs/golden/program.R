# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA runs, row by row (L0203): a running total is set in another way than to 0 at the start of a BY group
make_runs <- function(signals) {
  status <- signals$status
  first_status <- sas_first(status)
  last_status <- sas_last(status)
  run <- n <- 0  # kept from row to row
  out_n_2 <- 0
  out_run <- out_n <- numeric(0)
  out_row <- integer(0)
  for (i in seq_len(nrow(signals))) {
    if (first_status[i]) {
      run <- run + 1
      n <- 0
    }
    n <- n + 1
    if (!last_status[i]) next
    out_n_2 <- out_n_2 + 1
    out_row[out_n_2] <- i
    out_run[out_n_2] <- run
    out_n[out_n_2] <- n
  }
  sas_table(status = status[out_row], run = out_run, n = out_n)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA signals
  signals <- tibble(status = c("up", "up", "down", "up", "down", "down"))

  # program.sas 8-16: DATA runs
  runs <- make_runs(signals)

  list(signals = signals, runs = runs)
}

if (sys.nframe() == 0) sas_main(run, libraries)
