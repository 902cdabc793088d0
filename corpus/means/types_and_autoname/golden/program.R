# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~shop, ~day, ~amount, ~cost,
    "A", 1, 2, 1,
    "A", 2, 4, NA,
    "B", 1, 6, 5
  )

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
