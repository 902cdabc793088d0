# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-13: DATA moves
  moves <- tibble(start = 21945) |>
    mutate(
      first_of_month = sas_intnx("month", start, 0),
      next_same = sas_intnx("month", start, 1, "same"),
      next_end = sas_intnx("month", start, 1, "end"),
      year_before = sas_intnx("year", start, -1, "b"),
      two_weeks = sas_intnx("week", start, 2),
      missing_start = sas_intnx("month", NA_real_, 1),
      crossed = sas_intck("month", start, 21946),  # 01FEB2020
      full = sas_intck("month", start, 21973, "c"),  # 28FEB2020
      years = sas_intck("year", 21914, 21915),  # 31DEC2019, 01JAN2020
      days = sas_intck("day", 21914, 21915),  # 31DEC2019, 01JAN2020
      back = sas_intck("month", 21946, start)  # 01FEB2020
    )

  list(moves = moves)
}

if (sys.nframe() == 0) sas_main(run, libraries)
