# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA survey, row by row: the step reads text with INPUT
make_survey <- function() {
  lines <- sas_lines(c(
    "1 5 -1 2 99",
    "2 -1 99 -1 -1",
    "3 4 4 . 0"
  ))
  out_n <- 0
  out_id <- out_q1 <- out_q2 <- out_q3 <- out_q4 <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    q1 <- lines$number(name = "q1")
    q2 <- lines$number(name = "q2")
    q3 <- lines$number(name = "q3")
    q4 <- lines$number(name = "q4")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_q1[out_n] <- q1
    out_q2[out_n] <- q2
    out_q3[out_n] <- q3
    out_q4[out_n] <- q4
  }
  sas_table(id = out_id, q1 = out_q1, q2 = out_q2, q3 = out_q3, q4 = out_q4)
}

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
  survey <- make_survey()

  # program.sas 10-21: DATA clean
  clean <- make_clean(survey)

  list(survey = survey, clean = clean)
}

if (sys.nframe() == 0) sas_main(run, libraries)
