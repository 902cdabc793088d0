# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA parts
  parts <- tribble(
    ~y, ~m, ~d,
    1960, 1, 1,
    2000, 2, 29,
    2023, 2, 29,
    1959, 12, 31,
    2024, 12, NA
  )

  # program.sas 12-20: DATA dates
  dates <- parts |>
    mutate(
      date = sas_mdy(m, d, y),
      year = sas_year(date),
      month = sas_month(date),
      quarter = sas_qtr(date),
      weekday = sas_weekday(date),
      noon = sas_datepart(sas_dhms(date, 12, 0, 0)),
      text = sas_put(date, "DATE", 9)
    )

  list(parts = parts, dates = dates)
}

if (sys.nframe() == 0) sas_main(run, libraries)
