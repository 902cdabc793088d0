# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One step is not translated: the program stops there.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# the step reads _ERROR_, which a division may set (H0250)
#
# pairs: a (number), b (number)
# Returns ratios: columns that are not known here
#
# data ratios;
#   set pairs;
#   ratio = a / b;
#   failed = _error_;
hole_2 <- function(pairs) {
  not_translated("H0250", "the step reads _ERROR_, which a division may set")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA pairs
  pairs <- tribble(
    ~a, ~b,
    6, 3,
    6, 0,
    NA, 0
  )

  # program.sas 10-13: DATA ratios
  ratios <- hole_2(pairs)

  list(pairs = pairs, ratios = ratios)
}

if (sys.nframe() == 0) sas_main(run, libraries)
