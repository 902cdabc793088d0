# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA long, row by row: the step reads text with INPUT
make_long <- function() {
  lines <- sas_lines(c(
    "A 2 20",
    "A 1 10",
    "B 3 .",
    "B 1 5",
    "C 1.5 7"
  ))
  out_n <- 0
  out_person <- character(0)
  out_month <- out_amount <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    person <- lines$text(length = 8)
    month <- lines$number(name = "month")
    amount <- lines$number(name = "amount")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_person[out_n] <- person
    out_month[out_n] <- month
    out_amount[out_n] <- amount
  }
  sas_table(person = out_person, month = out_month, amount = out_amount)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA long
  long <- make_long()

  # program.sas 12-15: PROC TRANSPOSE
  wide <- long |>
    sas_sorted("person", "WORK.LONG") |>
    sas_transpose("amount", by = "person", ids = "month", prefix = "m")

  list(long = long, wide = wide)
}

if (sys.nframe() == 0) sas_main(run, libraries)
