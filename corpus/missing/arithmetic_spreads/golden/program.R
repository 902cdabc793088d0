# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA totals, row by row (L0203): special missing values (.A-.Z) may be an argument of a function
make_totals <- function(bills) {
  a <- bills$a
  b <- bills$b
  c_ <- bills$c
  out_total <- out_paid <- out_known <- out_unknown <- out_average <- numeric(nrow(bills))
  out_at_least_0 <- numeric(nrow(bills))
  for (i in seq_len(nrow(bills))) {
    total <- sas_plain(a[i]) + sas_plain(b[i]) + sas_plain(c_[i])
    paid <- sas_sum_across(a[i], b[i], c_[i])
    known <- sas_n_across(a[i], b[i], c_[i])
    unknown <- sas_nmiss_across(a[i], b[i], c_[i])
    average <- sas_mean_across(a[i], b[i], c_[i])
    at_least_0 <- sas_sum_across(a[i], b[i], c_[i], 0)
    out_total[i] <- total
    out_paid[i] <- paid
    out_known[i] <- known
    out_unknown[i] <- unknown
    out_average[i] <- average
    out_at_least_0[i] <- at_least_0
  }
  sas_table(
    a = a, b = b, c = c_, total = out_total, paid = out_paid, known = out_known,
    unknown = out_unknown, average = out_average, at_least_0 = out_at_least_0
  )
}

# DATA special, row by row (L0203): special missing values (.A-.Z) may be an argument of a function
make_special <- function() {
  x <- sas_missing("A")
  y <- sas_plain(x) + 1
  z <- -sas_plain(x)
  s <- sas_sum_across(x, sas_missing("B"))
  kept <- x
  sas_table(x = x, y = y, z = z, s = s, kept = kept)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  sas_expect_special_missing()  # .A to .Z are told from .
  # program.sas 1-3: DATA bills
  bills <- tribble(
    ~a, ~b, ~c,
    1, 2, 3,
    1, NA, 3,
    NA, NA, NA,
    0, 0, NA
  )

  # program.sas 11-18: DATA totals
  totals <- make_totals(bills)

  # program.sas 21-26: DATA special
  special <- make_special()

  list(bills = bills, totals = totals, special = special)
}

if (sys.nframe() == 0) sas_main(run, libraries)
