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
    ~g, ~x,
    "a", 1,
    "a", 2,
    "a", 3,
    "a", 4,
    "a", 5,
    "a", 6,
    "a", 7,
    "a", 8,
    "a", 9,
    "a", 10,
    "b", 5,
    "b", NA,
    "b", 1,
    "c", 7
  )

  # program.sas 10-13: PROC MEANS
  stats <- values |>
    filter(g != "") |>
    group_by(g) |>
    summarise(
      n = as.numeric(sum(!is.na(x))),
      med = median(x, na.rm = TRUE),
      q1 = sas_percentile(x, 25),
      q3 = sas_percentile(x, 75),
      p10 = sas_percentile(x, 10),
      p90 = sas_percentile(x, 90),
      p1 = sas_percentile(x, 1)
    )

  list(values = values, stats = stats)
}

if (sys.nframe() == 0) sas_main(run, libraries)
