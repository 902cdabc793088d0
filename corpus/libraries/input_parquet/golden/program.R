# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0. Reads input.visits.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list(input = "input")  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-6: DATA seen
  visits <- sas_read(lib, "input.visits")
  seen <- visits |>
    mutate(
      year = sas_year(day),
      `next` = sas_intnx("month", day, 1, "s"),
      name = if_else(name == "", "?", name),
      n = if_else(is.na(n), 0, n)
    )

  # program.sas 9-12: PROC MEANS
  counts <- visits |>
    filter(name != "") |>
    group_by(name) |>
    summarise(`_FREQ_` = as.numeric(n()), total = sas_sum(n))

  list(seen = seen, counts = counts)
}

if (sys.nframe() == 0) sas_main(run, libraries)
