# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA survey
  survey <- tribble(
    ~id, ~q1, ~q2, ~q3, ~q4,
    1, 5, -1, 2, 99,
    2, -1, 99, -1, -1,
    3, 4, 4, NA, 0
  )

  # program.sas 10-21: DATA clean
  q <- c("q1", "q2", "q3", "q4")
  clean <- survey |>
    mutate(
      across(all_of(q), ~ if_else(.x %in% c(-1, 99), NA_real_, .x)),
      total = sas_sum_across(q1, q2, q3, q4),
      high = 0
    )
  for (name in q) {
    clean <- clean |> mutate(high = case_when(.data[[name]] > 3 ~ high + 1, TRUE ~ high))
  }

  list(survey = survey, clean = clean)
}

if (sys.nframe() == 0) sas_main(run, libraries)
