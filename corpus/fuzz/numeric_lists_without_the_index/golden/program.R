# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: DATA values
  values <- tibble(x = 1, y = NA_real_, name = "a")

  # program.sas 5-12: DATA counted
  o <- c("x", "y")
  counted <- values |> mutate(across(all_of(o), ~ if_else(is.na(.x), -1, .x)), n = 2)

  list(values = values, counted = counted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
