# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One note below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA started, row by row (L0203): SET or MERGE is not the first statement, or stands under a condition
make_started <- function(one) {
  one <- one |> select(amount)
  rows <- sas_set_reader(environment(), list(one))
  out_n <- 0
  out_amount <- numeric(0)
  amount <- 5  # until it is read
  n_ <- 0
  was_read <- TRUE
  repeat {
    if (!was_read) {
      sas_log("NOTE: DATA STEP stopped due to looping.")
      break
    }
    was_read <- FALSE
    n_ <- n_ + 1
    if (n_ == 2) {
      was_read <- TRUE
      if (!rows$read()) break
    }
    out_n <- out_n + 1
    out_amount[out_n] <- amount
  }
  sas_table(amount = out_amount)
}

# DATA counted, row by row (L0203): SET or MERGE is not the first statement, or stands under a condition
make_counted <- function(one) {
  one <- one |> select(amount)
  rows <- sas_set_reader(environment(), list(one))
  out_n <- 0
  out_amount <- numeric(0)
  amount <- 0  # until it is read
  n_ <- 0
  was_read <- TRUE
  repeat {
    if (!was_read) {
      sas_log("NOTE: DATA STEP stopped due to looping.")
      break
    }
    was_read <- FALSE
    n_ <- n_ + 1
    if (n_ == 2) {
      was_read <- TRUE
      if (!rows$read()) break
    }
    amount <- sas_sum_of(amount, 1)
    out_n <- out_n + 1
    out_amount[out_n] <- amount
  }
  sas_table(amount = out_amount)
}

# DATA formatted, row by row (L0203): a step that reads nothing makes numbers of text, and the log tells which
# is none
make_formatted <- function() {
  code <- sas_to_number("12")
  sas_table(code = code)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: DATA one
  one <- tibble(amount = 7)

  # program.sas 6-8: DATA started
  # Nothing is read in the first iteration: SAS stops there
  started <- make_started(one)

  # program.sas 11-13: DATA counted
  counted <- make_counted(one)

  # program.sas 17-19: DATA formatted
  # A format is the first appearance of its variable: a number
  # NOTE N0402: Character values have been converted to numeric values at the places given by:
  # (Line):(Column). 19:10
  formatted <- make_formatted()

  list(one = one, started = started, counted = counted, formatted = formatted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
