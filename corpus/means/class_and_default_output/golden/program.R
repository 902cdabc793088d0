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
    ~shop, ~amount,
    "A", 2,
    "A", 4,
    "B", NA,
    "", 100
  )

  # program.sas 11-14: PROC MEANS
  stats <- sales |>
    sas_summarize("shop", list(c("amount", "n", "amount")), c(0, 1), stat_rows = TRUE)

  list(sales = sales, stats = stats)
}

if (sys.nframe() == 0) sas_main(run, libraries)
