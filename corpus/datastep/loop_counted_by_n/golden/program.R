# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 1 note below.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# the target of the assignment is not a variable (H0228)
#
# sales: shop (text of 8), amount (number)
# Returns means: columns that are not known here
#
# data means;
#   do _n_ = 1 by 1 until (last.shop);
#     set sales;
#     by shop;
#     total = sum(total, amount);
#   end;
#   mean = total / _n_;
#   drop amount;
hole_2 <- function(sales) {
  not_translated("H0228", "the target of the assignment is not a variable")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~shop, ~amount,
    "A", 10,
    "A", 30,
    "B", 5
  )

  # program.sas 10-17: DATA means
  # HOLE H0228: the target of the assignment is not a variable
  means <- hole_2(sales)

  list(sales = sales, means = means)
}

if (sys.nframe() == 0) sas_main(run, libraries)
