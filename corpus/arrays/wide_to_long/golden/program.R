# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA long, row by row: OUTPUT stands among other statements under a condition
make_long <- function(wide) {
  id <- wide$id
  jan <- wide$jan
  feb <- wide$feb
  mar <- wide$mar
  out_n <- 0
  out_month <- out_amount <- numeric(0)
  out_row <- integer(0)
  for (i in seq_len(nrow(wide))) {
    amount <- NA_real_
    m <- c(jan[i], feb[i], mar[i])
    for (month in sas_seq(1, 3)) {
      amount <- m[month]
      if (!is.na(amount)) {
        out_n <- out_n + 1
        out_row[out_n] <- i
        out_month[out_n] <- month
        out_amount[out_n] <- amount
      }
    }
  }
  sas_table(id = id[out_row], month = out_month, amount = out_amount)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA wide
  wide <- tribble(
    ~id, ~jan, ~feb, ~mar,
    1, 10, NA, 30,
    1, NA, 20, NA,
    2, NA, NA, NA
  )

  # program.sas 10-17: DATA long
  long <- make_long(wide)

  list(wide = wide, long = long)
}

if (sys.nframe() == 0) sas_main(run, libraries)
