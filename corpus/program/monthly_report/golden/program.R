# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA postings, row by row: the step reads text with INPUT
make_postings <- function() {
  lines <- sas_lines(c(
    "2024-01-31 100",
    "2024-02-01 -30",
    "2024-01-02 50.5",
    "2024-03-15 .",
    "2024-02-29 10"
  ))
  out_n <- 0
  out_day <- out_amount <- out_month <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    day <- lines$number(informat = "YYMMDD", width = 10, name = "day")
    amount <- lines$number(name = "amount")
    lines$finish()
    if (lines$ended) break
    month <- sas_intnx("month", day, 0)
    out_n <- out_n + 1
    out_day[out_n] <- day
    out_amount[out_n] <- amount
    out_month[out_n] <- month
  }
  sas_table(day = out_day, amount = out_amount, month = out_month)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-5: DATA postings
  postings <- make_postings()

  # program.sas 14-17: PROC MEANS
  months <- postings |>
    sas_summarize(
      "month", list(c("total", "sum", "amount")), 1, levels = list(month = \(x) sas_put(x, "YYMMDD", 10))
    ) |>
    select(month, rows = `_FREQ_`, total)

  # program.sas 20-24: DATA balance
  balance <- months |>
    mutate(
      balance = sas_running_sum(total),
      share = total / na_if(balance, 0),
      label = sas_cut(sas_put(month, "MONYY", 7), 7)
    )

  list(postings = postings, months = months, balance = balance)
}

if (sys.nframe() == 0) sas_main(run, libraries)
