# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA narrow, row by row (L0203): a numeric variable is shorter than 8 bytes, and rows are written before the
# end
make_narrow <- function() {
  out_n <- 0
  out_id <- out_seen <- numeric(0)
  seen <- NA_real_
  for (id in sas_seq(8191, 8194)) {
    seen <- id
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_seen[out_n] <- seen
  }
  sas_table(id = sas_shorten(sas_shorten(out_id, 3), 3), seen = out_seen)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-6: DATA narrow
  narrow <- make_narrow()

  # program.sas 9-10: DATA back
  back <- narrow

  list(narrow = narrow, back = back)
}

if (sys.nframe() == 0) sas_main(run, libraries)
