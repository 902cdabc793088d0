# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA filled, row by row: an array is used with a subscript that only the row knows
make_filled <- function(panel) {
  m1 <- panel$m1
  m2 <- panel$m2
  m3 <- panel$m3
  m4 <- panel$m4
  out_m1 <- out_m2 <- out_m3 <- out_m4 <- out_i <- numeric(nrow(panel))
  for (row in seq_len(nrow(panel))) {
    m <- c(m1[row], m2[row], m3[row], m4[row])
    for (i in sas_seq(2, 4)) {
      if (is.na(m[i])) {
        m[i] <- m[i - 1]
      }
    }
    i <- 5
    out_m1[row] <- m[1]
    out_m2[row] <- m[2]
    out_m3[row] <- m[3]
    out_m4[row] <- m[4]
    out_i[row] <- i
  }
  sas_table(m1 = out_m1, m2 = out_m2, m3 = out_m3, m4 = out_m4, i = out_i)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA panel
  panel <- tribble(
    ~m1, ~m2, ~m3, ~m4,
    1, NA, NA_real_, 4,
    NA, 2, NA_real_, NA,
    NA, NA, NA_real_, NA
  )

  # program.sas 10-15: DATA filled
  filled <- make_filled(panel)

  list(panel = panel, filled = filled)
}

if (sys.nframe() == 0) sas_main(run, libraries)
