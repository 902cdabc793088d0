# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA sales
  sales <- tribble(
    ~shop, ~day, ~amount,
    "A", 0, 1234.5,
    "B", NA, NA
  )

  # program.sas 11-14: PROC PRINT
  sas_show_rows(
    lib,
    sales,
    list(shop = "shop", amount = "Amount in crowns", day = "day"),
    levels = list(amount = \(x) sas_put(x, "COMMA", 8, 2), day = \(x) sas_put(x, "DATE", 9)),
    sums = "amount",
    title = "Sales"
  )

  list(sales = sales)
}

if (sys.nframe() == 0) sas_main(run, libraries)
