# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA a
  a <- tribble(
    ~id, ~a,
    1, "x",
    3, "y"
  )

  # program.sas 9-11: DATA b
  b <- tribble(
    ~id, ~b,
    1, 5,
    2, 6
  )

  # program.sas 17-19: DATA nothing
  nothing <- b |>
    select(id, c = b) |>
    filter(c > 100)

  # program.sas 22-25: DATA together
  together <- sas_merge_all(
    list(a, b, nothing), "id", flags = c("in_a", "", ""), names_ = c("WORK.A", "WORK.B", "WORK.NOTHING")
  ) |>
    mutate(only_b = as.numeric(!in_a), in_a = NULL)

  list(a = a, b = b, nothing = nothing, together = together)
}

if (sys.nframe() == 0) sas_main(run, libraries)
