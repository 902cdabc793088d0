# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA wide, row by row: the step reads text with INPUT
make_wide <- function() {
  lines <- sas_lines(c(
    "1 10 . 30",
    "1 . 20 .",
    "2 . . ."
  ))
  out_n <- 0
  out_id <- out_jan <- out_feb <- out_mar <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    jan <- lines$number(name = "jan")
    feb <- lines$number(name = "feb")
    mar <- lines$number(name = "mar")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_jan[out_n] <- jan
    out_feb[out_n] <- feb
    out_mar[out_n] <- mar
  }
  sas_table(id = out_id, jan = out_jan, feb = out_feb, mar = out_mar)
}

# DATA long, row by row: an array is used with a subscript that only the row knows
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
  wide <- make_wide()

  # program.sas 10-17: DATA long
  long <- make_long(wide)

  list(wide = wide, long = long)
}

if (sys.nframe() == 0) sas_main(run, libraries)
