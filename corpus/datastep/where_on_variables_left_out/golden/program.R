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
    ~id, ~year, ~region, ~x,
    1, 2020, "A", 5,
    2, 2021, "B", 6,
    3, 2021, "A", 7,
    4, 2021, "B", 8
  )

  # program.sas 11-14: DATA later
  later <- people |>
    select(id, x, where_year = year) |>
    filter(where_year == 2021) |>
    mutate(total = sas_running_sum(x), year = 1900) |>
    select(id, x, total, year)

  # program.sas 17-19: DATA of_b
  of_b <- people |>
    select(id, year, amount = x, where_region = region) |>
    filter(where_region == "B" & amount > 6) |>
    select(id, year, amount)

  # program.sas 22-25: DATA both
  both <- sas_merge_by(
    people |>
      select(id, x, where_region = region) |>
      filter(where_region == "A") |>
      sas_sorted("id", "WORK.PEOPLE"),
    later |> select(id, total, where_x = x) |> filter(where_x > 6) |> sas_sorted("id", "WORK.LATER"),
    "id",
    rows = "right"
  ) |>
    select(id, x, total)

  # program.sas 28-29: PROC SORT
  sorted <- people |>
    filter(year == 2021) |>
    select(id) |>
    arrange(desc(id))

  list(people = people, later = later, of_b = of_b, both = both, sorted = sorted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
