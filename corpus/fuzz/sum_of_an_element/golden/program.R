# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA counted, row by row (L0203): an array is used with a subscript that only the row knows
make_counted <- function(visits) {
  ward <- visits$ward
  days <- visits$days
  total <- rep(0, 3)
  out_total1 <- out_total2 <- out_total3 <- out_before <- numeric(nrow(visits))
  for (i in seq_len(nrow(visits))) {
    before <- total[sas_at(ward[i], 1, 3, "14 column 12")]
    total[sas_at(ward[i], 1, 3, "15 column 3")] <- sas_sum_of(
      total[sas_at(ward[i], 1, 3, "15 column 3")], days[i]
    )
    out_total1[i] <- total[1]
    out_total2[i] <- total[2]
    out_total3[i] <- total[3]
    out_before[i] <- before
  }
  sas_table(
    ward = ward, days = days, total1 = out_total1, total2 = out_total2, total3 = out_total3,
    before = out_before
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA visits
  visits <- tribble(
    ~ward, ~days,
    1, 5,
    2, 6,
    1, 7,
    3, NA
  )

  # program.sas 11-15: DATA counted
  counted <- make_counted(visits)

  list(visits = visits, counted = counted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
