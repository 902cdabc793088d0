# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA clean, row by row: an array is used with a subscript that only the row knows
make_clean <- function(survey) {
  id <- survey$id
  q1 <- survey$q1
  q2 <- survey$q2
  q3 <- survey$q3
  q4 <- survey$q4
  high <- 0  # kept from row to row
  out_q1 <- out_q2 <- out_q3 <- out_q4 <- out_total <- out_high <- numeric(nrow(survey))
  for (row in seq_len(nrow(survey))) {
    q <- c(q1[row], q2[row], q3[row], q4[row])
    for (i in sas_seq(1, 4)) {
      if (q[i] %in% c(-1, 99)) {
        q[i] <- NA_real_
      }
    }
    i <- 5
    total <- sas_sum_across(q[1], q[2], q[3], q[4])
    high <- 0
    for (i in sas_seq(1, 4)) {
      if (isTRUE(q[i] > 3)) {
        high <- high + 1
      }
    }
    i <- 5
    out_q1[row] <- q[1]
    out_q2[row] <- q[2]
    out_q3[row] <- q[3]
    out_q4[row] <- q[4]
    out_total[row] <- total
    out_high[row] <- high
  }
  sas_table(
    id = id, q1 = out_q1, q2 = out_q2, q3 = out_q3, q4 = out_q4, total = out_total, high = out_high
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA survey
  survey <- tribble(
    ~id, ~q1, ~q2, ~q3, ~q4,
    1, 5, -1, 2, 99,
    2, -1, 99, -1, -1,
    3, 4, 4, NA, 0
  )

  # program.sas 10-21: DATA clean
  clean <- make_clean(survey)

  list(survey = survey, clean = clean)
}

if (sys.nframe() == 0) sas_main(run, libraries)
