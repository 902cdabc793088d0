# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA people
  people <- tribble(
    ~name, ~age, ~income,
    "Ann", 17, 0,
    "Bo", 30, 50,
    "Cid", 70, NA,
    "Dan", NA, 20
  )

  # program.sas 9-24: DATA rated
  rated <- people |>
    mutate(
      high_age = !is.na(age) & age >= 18,
      adult = if_else(high_age, 1, 0),
      when_income = high_age & is.na(income),
      high_income = high_age & !is.na(income) & income > 40,
      level = case_when(when_income ~ "unknown", high_income ~ "high", TRUE ~ ""),
      age = case_when(when_income ~ age, high_income ~ age + 100, TRUE ~ age),
      double = if_else(!when_income & high_income, age * 2, NA_real_),
      checked = sas_running_sum(if_else(high_age, 1, 0)),
      level = case_when(!high_age & income != 0 ~ "youth", TRUE ~ level),
      high_age = NULL,
      when_income = NULL,
      high_income = NULL
    )

  # program.sas 26-33: DATA left_out
  left_out <- people |>
    filter(is.na(age) | age <= 60) |>
    mutate(
      high_age = !is.na(age) & age > 18,
      income = if_else(high_age, -1, income),
      when_income = !high_age & !is.na(income) & income == 0,
      income = if_else(!high_age, income + 1, income)
    ) |>
    filter(!when_income) |>
    mutate(high_age = NULL, when_income = NULL)

  # program.sas 35-40: DATA before
  before <- people |>
    mutate(
      high_income = !is.na(income) & income > 10,
      earlier = sas_lag_when(income, high_income),
      change = age - sas_lag_when(age, high_income),
      high_income = NULL
    )

  list(people = people, rated = rated, left_out = left_out, before = before)
}

if (sys.nframe() == 0) sas_main(run, libraries)
