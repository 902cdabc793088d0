# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA scores
  scores <- tribble(
    ~x1, ~x2, ~x3, ~x4,
    4, 2, 9, 1,
    NA, 3, NA, 5,
    NA, NA, NA, NA,
    7, 7, 7, 7
  )

  # program.sas 11-21: DATA stats
  stats <- scores |>
    mutate(
      n = sas_n_across(x1, x2, x3, x4),
      total = sas_sum_across(x1, x2, x3, x4),
      mean = sas_mean_across(x1, x2, x3, x4),
      middle = sas_median_across(x1, x2, x3, x4),
      low = sas_min_across(x1, x2, x3, x4),
      high = sas_max_across(x1, x2, x3, x4),
      spread = sas_range_across(x1, x2, x3, x4),
      second = sas_largest_across(2, x1, x2, x3, x4),
      first = sas_coalesce(x1, x2, x3, x4)
    )

  list(scores = scores, stats = stats)
}

if (sys.nframe() == 0) sas_main(run, libraries)
