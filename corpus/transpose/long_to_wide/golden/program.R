# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA long
  long <- tribble(
    ~person, ~month, ~amount,
    "A", 2, 20,
    "A", 1, 10,
    "B", 3, NA,
    "B", 1, 5,
    "C", 1.5, 7
  )

  # program.sas 12-15: PROC TRANSPOSE
  wide <- long |>
    sas_sorted("person", "WORK.LONG") |>
    sas_transpose("amount", by = "person", ids = "month", prefix = "m")

  list(long = long, wide = wide)
}

if (sys.nframe() == 0) sas_main(run, libraries)
