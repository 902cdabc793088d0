# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA source
  source <- tribble(
    ~a, ~b, ~c, ~d,
    1, 2, 3, 4,
    5, NA, 7, 8
  )

  # program.sas 9-12: DATA result
  result <- source |>
    select(first = a, b, c) |>
    mutate(total = first + b) |>
    select(first, b, sum = total)

  # program.sas 15-16: DATA swapped
  swapped <- source |> select(b = a, a = b)

  list(source = source, result = result, swapped = swapped)
}

if (sys.nframe() == 0) sas_main(run, libraries)
