# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA spent, row by row (L0203): a variable that MERGE reads is assigned: its value is kept within the BY
# group
make_spent <- function(budget, costs) {
  budget <- budget |> select(unit, left)
  budget <- sas_sorted(budget, "unit", "WORK.BUDGET")
  costs <- costs |> select(unit, cost)
  costs <- sas_sorted(costs, "unit", "WORK.COSTS")
  merged <- sas_merge_reader(environment(), list(budget, costs), by = "unit")
  out_n <- 0
  out_unit <- character(0)
  out_left <- out_cost <- numeric(0)
  while (merged$read()) {
    left <- left - cost
    out_n <- out_n + 1
    out_unit[out_n] <- unit
    out_left[out_n] <- left
    out_cost[out_n] <- cost
  }
  sas_table(unit = out_unit, left = out_left, cost = out_cost)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA budget
  budget <- tribble(
    ~unit, ~left,
    "A", 10,
    "B", 5
  )

  # program.sas 9-11: DATA costs
  costs <- tribble(
    ~unit, ~cost,
    "A", 3,
    "A", 4,
    "B", 7,
    "C", 1
  )

  # program.sas 19-22: DATA spent
  spent <- make_spent(budget, costs)

  list(budget = budget, costs = costs, spent = spent)
}

if (sys.nframe() == 0) sas_main(run, libraries)
