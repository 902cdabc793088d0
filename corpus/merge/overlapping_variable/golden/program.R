# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA old
  old <- tribble(
    ~id, ~price,
    1, 10,
    2, 20,
    3, 30
  )

  # program.sas 10-12: DATA new
  new <- tribble(
    ~id, ~price, ~note,
    1, 11, "up",
    2, NA, "gone",
    4, 40, "new"
  )

  # program.sas 19-23: DATA prices
  prices <- sas_merge_by(
    sas_sorted(old, "id", "WORK.OLD"),
    sas_sorted(new, "id", "WORK.NEW"),
    "id",
    in_left = "in_old",
    in_right = "in_new"
  ) |>
    mutate(
      from_old = as.numeric(in_old),
      from_new = as.numeric(in_new),
      in_old = NULL,
      in_new = NULL
    )

  list(old = old, new = new, prices = prices)
}

if (sys.nframe() == 0) sas_main(run, libraries)
