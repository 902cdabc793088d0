# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA parts, row by row: the step reads text with INPUT
make_parts <- function() {
  lines <- sas_lines(c(
    "1960 1 1",
    "2000 2 29",
    "2023 2 29",
    "1959 12 31",
    "2024 12 ."
  ))
  out_n <- 0
  out_y <- out_m <- out_d <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    y <- lines$number(name = "y")
    m <- lines$number(name = "m")
    d <- lines$number(name = "d")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_y[out_n] <- y
    out_m[out_n] <- m
    out_d[out_n] <- d
  }
  sas_table(y = out_y, m = out_m, d = out_d)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA parts
  parts <- make_parts()

  # program.sas 12-20: DATA dates
  dates <- parts |>
    mutate(
      date = sas_mdy(m, d, y),
      year = sas_year(date),
      month = sas_month(date),
      quarter = sas_qtr(date),
      weekday = sas_weekday(date),
      noon = sas_datepart(sas_dhms(date, 12, 0, 0)),
      text = sas_cut(sas_put(date, "DATE", 9), 9)
    )

  list(parts = parts, dates = dates)
}

if (sys.nframe() == 0) sas_main(run, libraries)
