# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA _null_, row by row (L0203): the step reads nothing: its statements are executed once
run_step <- function(items, lib) {
  x <- NA_real_
  n <- as.numeric(nrow(items))
  sas_symputx(lib, "rows", n)
  invisible(NULL)
}

# DATA numbered, row by row (L0203): POINT=, NOBS= or INDSNAME= is used
make_numbered <- function(items) {
  total <- as.numeric(nrow(items))
  x <- items$x
  out_from_end <- numeric(nrow(items))
  for (i in seq_len(nrow(items))) {
    from_end <- total - as.numeric(i)
    out_from_end[i] <- from_end
  }
  sas_table(x = x, from_end = out_from_end)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA items
  items <- tibble(x = c(4, 5, 6))

  # program.sas 8-11: DATA _NULL_
  run_step(items, lib)

  # program.sas 14-16: DATA numbered
  numbered <- make_numbered(items)

  list(items = items, numbered = numbered)
}

if (sys.nframe() == 0) sas_main(run, libraries)
