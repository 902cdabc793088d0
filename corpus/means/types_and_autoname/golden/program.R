# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sales, row by row: the step reads text with INPUT
make_sales <- function() {
  lines <- sas_lines(c(
    "A 1 2 1",
    "A 2 4 .",
    "B 1 6 5"
  ))
  out_n <- 0
  out_shop <- character(0)
  out_day <- out_amount <- out_cost <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    shop <- lines$text(length = 8)
    day <- lines$number(name = "day")
    amount <- lines$number(name = "amount")
    cost <- lines$number(name = "cost")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_shop[out_n] <- shop
    out_day[out_n] <- day
    out_amount[out_n] <- amount
    out_cost[out_n] <- cost
  }
  sas_table(shop = out_shop, day = out_day, amount = out_amount, cost = out_cost)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- make_sales()

  # program.sas 10-14: PROC MEANS
  stats <- sales |>
    sas_summarize(
      c("shop", "day"),
      list(
        c("amount_Sum", "sum", "amount"), c("cost_Sum", "sum", "cost"), c("amount_Mean", "mean", "amount"),
        c("cost_Mean", "mean", "cost")
      ),
      c(0, 2)
    ) |>
    select(shop, day, `_TYPE_`, amount_Sum, cost_Sum, amount_Mean, cost_Mean)

  list(sales = sales, stats = stats)
}

if (sys.nframe() == 0) sas_main(run, libraries)
