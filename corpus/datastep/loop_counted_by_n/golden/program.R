# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA means, row by row (L0203): SET or MERGE is not the first statement, or stands under a condition
make_means <- function(sales) {
  sales <- sales |> select(shop, amount)
  sales <- sas_sorted(sales, "shop", "WORK.SALES")
  rows <- sas_set_reader(environment(), list(sales), by = "shop", last = c(shop = "last_shop"))
  out_n <- 0
  out_shop <- character(0)
  out_total <- out_mean <- numeric(0)
  step_done <- FALSE
  was_read <- TRUE
  repeat {
    if (!was_read) {
      sas_log("NOTE: DATA STEP stopped due to looping.")
      break
    }
    was_read <- FALSE
    total <- NA_real_
    N_ <- 1
    while (N_ <= 1.7976931348623157e+308) {
      was_read <- TRUE
      if (!rows$read()) {
        step_done <- TRUE
        break
      }
      total <- sas_sum_of(total, amount)
      if (last_shop) break
      N_ <- N_ + 1
    }
    if (step_done) break
    mean <- if (N_ == 0) sas_division_by_zero("16 column 16") else total / N_
    out_n <- out_n + 1
    out_shop[out_n] <- shop
    out_total[out_n] <- total
    out_mean[out_n] <- mean
  }
  sas_table(shop = out_shop, total = out_total, mean = out_mean)
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
  means <- make_means(sales)

  list(sales = sales, means = means)
}

if (sys.nframe() == 0) sas_main(run, libraries)
