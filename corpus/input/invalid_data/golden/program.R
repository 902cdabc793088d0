# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

read_lines <- c(
  "1 10",
  "2 ten",
  "3 ."
)

# DATA read, row by row (L0203): a value depends on the place in the run (_ERROR_)
make_read <- function() {
  lines <- sas_lines(read_lines, first_line = 5)
  out_n <- 0
  out_id <- out_amount <- out_bad <- numeric(0)
  repeat {
    ERROR_ <- 0
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    amount <- lines$number(name = "amount")
    lines$finish()
    if (lines$ended) break
    ERROR_ <- sas_max_of(ERROR_, lines$error)
    bad <- ERROR_
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_amount[out_n] <- amount
    out_bad[out_n] <- bad
  }
  sas_table(id = out_id, amount = out_amount, bad = out_bad)
}

silent_lines <- c(
  "1 10",
  "2 ten"
)

# DATA silent, row by row (L0203): a value depends on the place in the run (_ERROR_)
make_silent <- function() {
  lines <- sas_lines(silent_lines, first_line = 15)
  out_n <- 0
  out_id <- out_amount <- out_bad <- numeric(0)
  repeat {
    ERROR_ <- 0
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    amount <- lines$number(marks = "??", name = "amount")
    lines$finish()
    if (lines$ended) break
    ERROR_ <- sas_max_of(ERROR_, lines$error)
    bad <- ERROR_
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_amount[out_n] <- amount
    out_bad[out_n] <- bad
  }
  sas_table(id = out_id, amount = out_amount, bad = out_bad)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA read
  read <- make_read()

  # program.sas 11-14: DATA silent
  silent <- make_silent()

  list(read = read, silent = silent)
}

if (sys.nframe() == 0) sas_main(run, libraries)
