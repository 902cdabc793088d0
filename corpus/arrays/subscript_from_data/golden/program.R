# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA wide, row by row (L0203): an array is used with a subscript that only the row knows
make_wide <- function(long) {
  long <- sas_sorted(long, "id", "WORK.LONG")
  id <- long$id
  month <- long$month
  amount <- long$amount
  first_id <- sas_first(id)
  last_id <- sas_last(id)
  m <- rep(NA_real_, 3)
  out_n <- 0
  out_m1 <- out_m2 <- out_m3 <- numeric(0)
  out_row <- integer(0)
  for (i in seq_len(nrow(long))) {
    k <- NA_real_
    if (first_id[i]) {
      for (k in sas_seq(1, 3)) {
        m[k] <- NA_real_
      }
    }
    m[sas_at(month[i], 1, 3, "19 column 3")] <- amount[i]
    if (!last_id[i]) next
    out_n <- out_n + 1
    out_row[out_n] <- i
    out_m1[out_n] <- m[1]
    out_m2[out_n] <- m[2]
    out_m3[out_n] <- m[3]
  }
  sas_table(id = id[out_row], m1 = out_m1, m2 = out_m2, m3 = out_m3)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA long
  long <- tribble(
    ~id, ~month, ~amount,
    1, 1, 10,
    1, 3, 30,
    2, 2, 20,
    2, 2, 25
  )

  # program.sas 11-21: DATA wide
  wide <- make_wide(long)

  list(long = long, wide = wide)
}

if (sys.nframe() == 0) sas_main(run, libraries)
