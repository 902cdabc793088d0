# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sums, row by row (L0203): a variable is retained from row to row (plain)
make_sums <- function(days) {
  x <- days$x
  plain <- total <- positive <- count <- 0  # kept from row to row
  out_plain <- out_total <- out_positive <- out_count <- numeric(nrow(days))
  for (i in seq_len(nrow(days))) {
    if (!is.na(x[i])) total <- total + x[i]
    plain <- plain + x[i]
    if (!is.na(x[i]) && x[i] > 0) {
      if (!is.na(x[i])) positive <- positive + x[i]
    }
    count <- count + as.numeric(!is.na(x[i]) && x[i] > 0)
    out_plain[i] <- plain
    out_total[i] <- total
    out_positive[i] <- positive
    out_count[i] <- count
  }
  sas_table(x = x, plain = out_plain, total = out_total, positive = out_positive, count = out_count)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA days
  days <- tibble(x = c(1, NA, 3, -4))

  # program.sas 8-14: DATA sums
  sums <- make_sums(days)

  list(days = days, sums = sums)
}

if (sys.nframe() == 0) sas_main(run, libraries)
