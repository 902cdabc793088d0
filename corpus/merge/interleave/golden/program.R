# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One note below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA old
  old <- tribble(
    ~id, ~name,
    NA, "Zed",
    1, "Ann",
    1, "Bo",
    3, "Dag"
  ) |>
    select(name, id)

  # program.sas 12-15: DATA new
  new <- tribble(
    ~id, ~name,
    1, "Charlie",
    2, "Eva"
  ) |>
    select(name, id)

  # program.sas 21-25: DATA by_id
  # NOTE W0417: Multiple lengths were specified for the variable name by input data set(s). This can cause
  # truncation of data.
  by_id <- bind_rows(
    old |> sas_sorted("id", "WORK.OLD") |> mutate(in_is_new = FALSE),
    new |> sas_sorted("id", "WORK.NEW") |> mutate(in_is_new = TRUE)
  ) |>
    mutate(name = sas_cut(name, 3)) |>
    arrange(!is.na(id), id) |>
    mutate(
      source = as.numeric(in_is_new),
      group_start = as.numeric(sas_first(id)),
      in_is_new = NULL
    )

  list(old = old, new = new, by_id = by_id)
}

if (sys.nframe() == 0) sas_main(run, libraries)
