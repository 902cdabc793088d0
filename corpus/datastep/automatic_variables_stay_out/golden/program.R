# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA copied, row by row (L0203): POINT=, NOBS= or INDSNAME= is used
make_copied <- function(items, lib) {
  total <- as.numeric(nrow(items))
  items <- sas_sorted(items, "x", "WORK.ITEMS")
  x <- items$x
  first_x <- sas_first(x)
  n_rows <- nrow(items)
  out_twice <- numeric(nrow(items))
  for (i in seq_len(nrow(items))) {
    twice <- NA_real_
    sas_symputx(lib, "rows", total)
    sas_symputx(lib, "edge", as.numeric(first_x[i]))
    if (i == n_rows) {
      sas_symputx(lib, "last", as.numeric(i))
    }
    twice <- as.numeric(i) * 2
    out_twice[i] <- twice
  }
  sas_table(x = x, twice = out_twice)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA items
  items <- tibble(x = c(4, 5, 6))

  # program.sas 8-14: DATA copied
  copied <- make_copied(items, lib)

  list(items = items, copied = copied)
}

if (sys.nframe() == 0) sas_main(run, libraries)
