# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 3 notes below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: DATA a
  a <- tibble(x = 1)

  # program.sas 5-7: DATA out
  # NOTE N0412: Variable note1 is uninitialized.
  # NOTE N0412: Variable note2 is uninitialized.
  # NOTE N0412: Variable late is uninitialized.
  out <- a |> mutate(note1 = "", note2 = "", late = NA_real_)

  list(a = a, out = out)
}

if (sys.nframe() == 0) sas_main(run, libraries)
