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
  # program.sas 1-3: DATA a
  a <- tribble(
    ~x, ~s,
    1, "p",
    2, "q"
  )

  # program.sas 9-18: DATA out
  # NOTE N0412: Variable s is uninitialized.
  out <- a |>
    select(x) |>
    left_join(a |> distinct(x, .keep_all = TRUE) |> select(x, s), by = "x") |>
    sas_fill_text() |>
    mutate(rc = if_else(x %in% a$x, 0, 160038)) |>
    select(s, x, rc)

  list(a = a, out = out)
}

if (sys.nframe() == 0) sas_main(run, libraries)
