# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-5: DATA postings
  postings <- tribble(
    ~day, ~amount,
    23406, 100,  # 31JAN2024
    23407, -30,  # 01FEB2024
    23377, 50.5,  # 02JAN2024
    23450, NA,  # 15MAR2024
    23435, 10  # 29FEB2024
  ) |>
    mutate(month = sas_intnx("month", day, 0))

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
      label = sas_put(month, "MONYY", 7)
    )

  list(postings = postings, months = months, balance = balance)
}

if (sys.nframe() == 0) sas_main(run, libraries)
