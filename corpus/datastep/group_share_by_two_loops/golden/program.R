# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA shares, row by row (L0203): the step has several SET or MERGE statements
make_shares <- function(sales) {
  sales_rows <- sales |> select(shop, amount)
  sales_rows <- sas_sorted(sales_rows, "shop", "WORK.SALES")
  rows <- sas_set_reader(environment(), list(sales_rows), by = "shop", last = c(shop = "last_shop"))
  sales_rows_2 <- sales |> select(shop, amount)
  sales_rows_2 <- sas_sorted(sales_rows_2, "shop", "WORK.SALES")
  rows_2 <- sas_set_reader(
    environment(), list(sales_rows_2),
    by = "shop",
    last = c(shop = "last_shop_2")
  )
  out_n <- 0
  out_shop <- character(0)
  out_amount <- out_total <- out_share <- numeric(0)
  step_done <- FALSE
  repeat {
    total <- share <- NA_real_
    repeat {
      if (!rows$read()) {
        step_done <- TRUE
        break
      }
      total <- sas_sum_of(total, amount)
      if (last_shop) break
    }
    if (step_done) break
    repeat {
      if (!rows_2$read()) {
        step_done <- TRUE
        break
      }
      share <- if (!is.na(total) && total == 0) sas_division_by_zero("20 column 20") else amount / total
      out_n <- out_n + 1
      out_shop[out_n] <- shop
      out_amount[out_n] <- amount
      out_total[out_n] <- total
      out_share[out_n] <- share
      if (last_shop_2) break
    }
    if (step_done) break
  }
  sas_table(shop = out_shop, amount = out_amount, total = out_total, share = out_share)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~shop, ~amount,
    "A", 10,
    "A", 30,
    "B", NA,
    "C", 0
  )

  # program.sas 11-22: DATA shares
  shares <- make_shares(sales)

  list(sales = sales, shares = shares)
}

if (sys.nframe() == 0) sas_main(run, libraries)
