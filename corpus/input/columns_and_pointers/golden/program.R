# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA parts
  parts <- tribble(
    ~code, ~name, ~price, ~stock,
    "A 1", "nut M8", 12.5, 12,
    "B2", "bolt", 3.5, 100,
    "C3", "", NA, NA
  )

  list(parts = parts)
}

if (sys.nframe() == 0) sas_main(run, libraries)
