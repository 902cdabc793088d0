# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA left
  left <- tribble(
    ~id, ~a,
    1, 10,
    2, 20,
    3, 30
  )

  # program.sas 10-12: DATA right
  right <- tribble(
    ~id, ~b,
    7, 70,
    NA, 80
  )

  # program.sas 18-19: DATA pairs
  pairs <- sas_merge_all(list(left, right))

  list(left = left, right = right, pairs = pairs)
}

if (sys.nframe() == 0) sas_main(run, libraries)
