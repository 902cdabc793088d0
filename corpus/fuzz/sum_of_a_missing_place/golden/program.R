# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA placed, row by row (L0203): a DO loop runs within the row
make_placed <- function(keys) {
  k <- keys$k
  total <- 0  # kept from row to row
  out_total <- numeric(nrow(keys))
  for (i in seq_len(nrow(keys))) {
    for (i_ in sas_seq(1, 1)) {
      total <- sas_sum_of(total, sas_whichn(k[i], NA_real_, 1, 2))
    }
    out_total[i] <- total
  }
  sas_table(k = k, total = out_total)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA keys
  keys <- tibble(k = c(NA, 2, 1))

  # program.sas 8-13: DATA placed
  placed <- make_placed(keys)

  list(keys = keys, placed = placed)
}

if (sys.nframe() == 0) sas_main(run, libraries)
