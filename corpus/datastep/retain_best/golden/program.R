# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA records, row by row (L0203): a variable is retained from row to row (best)
make_records <- function(races) {
  name <- races$name
  time <- races$time
  best <- 0  # kept from row to row
  holder <- "nobody"  # kept from row to row
  out_best <- numeric(nrow(races))
  out_holder <- character(nrow(races))
  for (i in seq_len(nrow(races))) {
    if (!is.na(time[i]) && (!is.na(best) && best == 0 || sas_less(time[i], best))) {
      best <- time[i]
      holder <- sas_cut(name[i], 6)
    }
    out_best[i] <- best
    out_holder[i] <- holder
  }
  sas_table(best = out_best, holder = out_holder, name = name, time = time)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA races
  races <- tribble(
    ~name, ~time,
    "Ann", 12,
    "Bo", NA,
    "Charlotte", 11,
    "Dag", 11
  )

  # program.sas 11-17: DATA records
  records <- make_records(races)

  list(races = races, records = records)
}

if (sys.nframe() == 0) sas_main(run, libraries)
