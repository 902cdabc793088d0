# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA awards, row by row: the step reads text with INPUT
make_awards <- function() {
  lines <- sas_lines(c(
    "2020 b",
    "2022 z",
    "2022 a",
    ". q",
    "2020 a"
  ))
  out_n <- 0
  out_year <- numeric(0)
  out_name <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    year <- lines$number(name = "year")
    name <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_year[out_n] <- year
    out_name[out_n] <- name
  }
  sas_table(year = out_year, name = out_name)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA awards
  awards <- make_awards()

  # program.sas 12-13: PROC SORT
  awards <- awards |> arrange(desc(year), name)

  # program.sas 16-19: DATA firsts
  firsts <- awards |> filter(sas_first(year))

  list(awards = awards, firsts = firsts)
}

if (sys.nframe() == 0) sas_main(run, libraries)
