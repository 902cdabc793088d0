# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA values
  values <- tribble(
    ~x, ~y, ~k,
    1, -2, NA,
    3, 4, -5
  )

  # program.sas 9-16: DATA positive
  v <- c("x", "y", "k")
  positive <- values |> mutate(found = 0)
  for (name in v) {
    positive <- positive |>
      mutate(
        "{name}" := if_else(is.na(.data[[name]]) | .data[[name]] < 0, 0, .data[[name]]),
        found = found + as.numeric(!is.na(.data[[name]]) & .data[[name]] > 0)
      )
  }
  positive <- positive |>
    mutate(j = 4) |>
    select(x, y, k, j, found)

  list(values = values, positive = positive)
}

if (sys.nframe() == 0) sas_main(run, libraries)
