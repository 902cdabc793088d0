# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA _null_, row by row (L0203): the step uses a hash object
run_step <- function(sales) {
  h <- NULL
  sales <- sales |> select(name, amount)
  rows <- sas_set_reader(environment(), list(sales), end = "last")
  latest_table <- NULL
  n_ <- 0
  repeat {
    n_ <- n_ + 1
    if (n_ == 1) {
      if (is.null(h)) {
        h <- sas_hash(environment(), keys = c(name = "name"), data = c(name = "name", amount = "amount"))
      }
    }
    if (!rows$read()) break
    h$replace()
    if (last) {
      latest_table <- h$table()
    }
  }
  latest_table
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-4: DATA sales
  # The last amount of each customer, kept in a hash object
  sales <- tribble(
    ~name, ~amount,
    "bo", 5,
    "al", 1,
    "bo", 7
  )

  # program.sas 11-20: DATA _NULL_
  latest <- run_step(sales)

  # program.sas 23-24: PROC SORT
  latest <- latest |> arrange(name)

  # program.sas 27-29: DATA doubled
  doubled <- latest |> mutate(twice = 2 * amount)

  list(sales = sales, latest = latest, doubled = doubled)
}

if (sys.nframe() == 0) sas_main(run, libraries)
