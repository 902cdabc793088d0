# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 2 notes below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA typed
  typed <- tribble(
    ~code, ~n,
    "12", 5,
    "x9", 6,
    "", 7,
    "1e2", 8
  )

  # program.sas 11-15: DATA converted
  # NOTE N0402: Character values have been converted to numeric values at the places given by:
  # (Line):(Column). 13:12 15:11
  # NOTE N0401: Numeric values have been converted to character values at the places given by:
  # (Line):(Column). 14:12
  converted <- typed |>
    mutate(
      double = sas_to_number(code) * 2,
      joined = paste0(sas_put(n, "BEST", 12), "!"),
      same = as.numeric(sas_equal(sas_to_number(code), n + 7))
    )

  list(typed = typed, converted = converted)
}

if (sys.nframe() == 0) sas_main(run, libraries)
