# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA running, row by row (L0203): a running total is set in another way than to 0 at the start of a BY group
make_running <- function(sales) {
  sales <- sas_sorted(sales, "shop", "WORK.SALES")
  shop <- sales$shop
  amount <- sales$amount
  first_shop <- sas_first(shop)
  total <- 0  # kept from row to row
  out_n <- 0
  out_total <- numeric(0)
  out_row <- integer(0)
  for (i in seq_len(nrow(sales))) {
    if (is.na(amount[i])) next
    if (first_shop[i]) {
      total <- 0
    }
    if (!is.na(amount[i])) total <- total + amount[i]
    out_n <- out_n + 1
    out_row[out_n] <- i
    out_total[out_n] <- total
  }
  sas_table(shop = shop[out_row], amount = amount[out_row], total = out_total)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~shop, ~amount,
    "A", 5,
    "A", 7,
    "B", NA,
    "B", 2,
    "C", 1
  )

  # program.sas 12-17: DATA running
  running <- make_running(sales)

  list(sales = sales, running = running)
}

if (sys.nframe() == 0) sas_main(run, libraries)
