# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sorted, row by row (L0203): a routine is executed row by row (CALL SORTC)
make_sorted <- function(words) {
  short_read <- words$short
  long_read <- words$long
  out_short <- out_long <- character(nrow(words))
  for (i in seq_len(nrow(words))) {
    short <- short_read[i]
    long <- long_read[i]
    sorted <- sas_sort_values(c(long, short))
    long <- sorted[1]
    short <- sas_cut(sorted[2], 3)
    out_short[i] <- short
    out_long[i] <- long
  }
  sas_table(short = out_short, long = out_long)
}

# DATA other, row by row (L0203): a routine is executed row by row (CALL SORTC)
make_other <- function(words) {
  short_read <- words$short
  long_read <- words$long
  out_short <- out_long <- character(nrow(words))
  for (i in seq_len(nrow(words))) {
    short <- short_read[i]
    long <- long_read[i]
    sorted <- sas_sort_values(c(short, long))
    short <- sas_cut(sorted[1], 3)
    long <- sorted[2]
    out_short[i] <- short
    out_long[i] <- long
  }
  sas_table(short = out_short, long = out_long)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA words
  words <- tibble(short = "zoo", long = "a long x")

  # program.sas 7-9: DATA sorted
  sorted <- make_sorted(words)

  # program.sas 12-14: DATA other
  other <- make_other(words)

  list(words = words, sorted = sorted, other = other)
}

if (sys.nframe() == 0) sas_main(run, libraries)
