# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA readings
  readings <- tribble(
    ~flag, ~x,
    1, 10,
    0, 20,
    1, 30,
    1, NA
  )

  # program.sas 11-16: DATA lagged
  lagged <- readings |>
    mutate(
      previous = sas_lag_when(x, !is.na(flag) & flag != 0),
      always = lag(x),
      two = lag(x, 2),
      change = x - lag(x)
    )

  list(readings = readings, lagged = lagged)
}

if (sys.nframe() == 0) sas_main(run, libraries)
