# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA plans
  plans <- tribble(
    ~plan, ~first, ~last, ~low, ~high,
    "a", 0.1, 2.1, 10, NA,
    "b", 3, 2, 20, 30,
    "c", 2, 3, 40, 50
  )

  # program.sas 8-18: DATA turns
  value <- c("low", "high")
  turns <- plans |>
    sas_each_turn("year", first, last) |>
    expand_grid(half = c(0, 1)) |>
    mutate(
      amount = sas_pick(across(all_of(value)), half + 1),
      earlier = lag(amount)
    ) |>
    select(plan, year, half, amount, earlier)

  # program.sas 20-27: DATA halves none
  rows <- plans |>
    expand_grid(part = c("x", "y")) |>
    mutate(mark = sas_cut(sas_cats(plan, part), 200))
  halves <- rows |>
    filter(!is.na(high)) |>
    select(mark)
  none <- rows |>
    filter(is.na(high)) |>
    select(mark)

  list(plans = plans, turns = turns, halves = halves, none = none)
}

if (sys.nframe() == 0) sas_main(run, libraries)
