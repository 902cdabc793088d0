# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA episodes gaps, row by row (L0203): a variable is retained from row to row (start)
make_episodes_and_gaps <- function(visits) {
  visits <- sas_sorted(visits, "patient", "WORK.VISITS")
  patient <- visits$patient
  day <- visits$day
  first_patient <- sas_first(patient)
  last_patient <- sas_last(patient)
  start <- stop <- NA_real_  # kept from row to row
  episode <- 0  # kept from row to row
  episodes_n <- 0
  episodes_start <- episodes_stop <- episodes_episode <- numeric(0)
  episodes_row <- integer(0)
  gaps_n <- 0
  gaps_gap <- numeric(0)
  gaps_row <- integer(0)
  for (i in seq_len(nrow(visits))) {
    gap <- NA_real_
    if (first_patient[i]) {
      episode <- 1
      start <- day[i]
      stop <- day[i]
    } else if (isTRUE(day[i] - stop > 30)) {
      gap <- day[i] - stop
      gaps_n <- gaps_n + 1
      gaps_row[gaps_n] <- i
      gaps_gap[gaps_n] <- gap
      episodes_n <- episodes_n + 1
      episodes_row[episodes_n] <- i
      episodes_start[episodes_n] <- start
      episodes_stop[episodes_n] <- stop
      episodes_episode[episodes_n] <- episode
      episode <- episode + 1
      start <- day[i]
    }
    stop <- if (is.na(stop)) day[i] else if (is.na(day[i]) || stop >= day[i]) stop else day[i]
    if (last_patient[i]) {
      episodes_n <- episodes_n + 1
      episodes_row[episodes_n] <- i
      episodes_start[episodes_n] <- start
      episodes_stop[episodes_n] <- stop
      episodes_episode[episodes_n] <- episode
    }
  }
  list(
    episodes = sas_table(
      patient = patient[episodes_row], start = episodes_start, stop = episodes_stop,
      episode = episodes_episode
    ),
    gaps = sas_table(patient = patient[gaps_row], gap = gaps_gap)
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA visits
  visits <- tribble(
    ~patient, ~day,
    1, 10,
    1, 35,
    1, 80,
    1, 81,
    2, 5
  )

  # program.sas 12-29: DATA episodes gaps
  made <- make_episodes_and_gaps(visits)
  episodes <- made$episodes
  gaps <- made$gaps

  list(visits = visits, episodes = episodes, gaps = gaps)
}

if (sys.nframe() == 0) sas_main(run, libraries)
