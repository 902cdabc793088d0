# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA visits, row by row: the step reads text with INPUT
make_visits <- function() {
  lines <- sas_lines(c(
    "2 5 a",
    "1 9 b",
    "2 3 c",
    ". 1 d",
    "1 9 e",
    ". 2 f"
  ))
  out_n <- 0
  out_patient <- out_day <- numeric(0)
  out_note <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    patient <- lines$number(name = "patient")
    day <- lines$number(name = "day")
    note <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_patient[out_n] <- patient
    out_day[out_n] <- day
    out_note[out_n] <- note
  }
  sas_table(patient = out_patient, day = out_day, note = out_note)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA visits
  visits <- make_visits()

  # program.sas 13-14: PROC SORT
  patients <- visits |> arrange(!is.na(patient), patient)
  repeats <- patients |> filter(!sas_first(patient))
  patients <- patients |> filter(sas_first(patient))

  list(visits = visits, patients = patients, repeats = repeats)
}

if (sys.nframe() == 0) sas_main(run, libraries)
