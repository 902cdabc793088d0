# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA scores, row by row: the step reads text with INPUT
make_scores <- function() {
  lines <- sas_lines(c(
    "4 2 9 1",
    ". 3 . 5",
    ". . . .",
    "7 7 7 7"
  ))
  out_n <- 0
  out_x1 <- out_x2 <- out_x3 <- out_x4 <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    x1 <- lines$number(name = "x1")
    x2 <- lines$number(name = "x2")
    x3 <- lines$number(name = "x3")
    x4 <- lines$number(name = "x4")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_x1[out_n] <- x1
    out_x2[out_n] <- x2
    out_x3[out_n] <- x3
    out_x4[out_n] <- x4
  }
  sas_table(x1 = out_x1, x2 = out_x2, x3 = out_x3, x4 = out_x4)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA scores
  scores <- make_scores()

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
