# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA priced, row by row: the step uses a hash object
make_priced <- function(claims, rates) {
  h <- NULL
  claims <- claims |> select(code, n)
  rows <- sas_set_reader(environment(), list(claims))
  out_n_2 <- 0
  out_rate <- out_n <- numeric(0)
  out_unit <- out_code <- character(0)
  n_ <- 0
  repeat {
    n_ <- n_ + 1
    rate <- NA_real_
    unit <- ""
    if (n_ == 1) {
      if (is.null(h)) {
        h <- sas_hash(
          environment(), keys = c(code = "code"), data = c(rate = "rate", unit = "unit"), rows = rates
        )
      }
    }
    if (!rows$read()) break
    if (h$find() != 0) {
      rate <- 0
      unit <- ""
    }
    out_n_2 <- out_n_2 + 1
    out_rate[out_n_2] <- rate
    out_unit[out_n_2] <- unit
    out_code[out_n_2] <- code
    out_n[out_n_2] <- n
  }
  sas_table(rate = out_rate, unit = out_unit, code = out_code, n = out_n)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA rates
  rates <- tribble(
    ~code, ~rate, ~unit,
    "a", 10, "kg",
    "b", 20, "l",
    "a", 99, "mg",
    "", 5, "each"
  )

  # program.sas 11-13: DATA claims
  claims <- tribble(
    ~code, ~n,
    "a", 1,
    "c", 2,
    "", 3,
    "b", 4,
    "a", NA
  )

  # program.sas 22-34: DATA priced
  priced <- make_priced(claims, rates)

  list(rates = rates, claims = claims, priced = priced)
}

if (sys.nframe() == 0) sas_main(run, libraries)
