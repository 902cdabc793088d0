# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA many
  many <- tribble(
    ~id, ~v,
    1, 1,
    1, 2,
    1, 3,
    2, 4
  )

  # program.sas 11-13: DATA one
  one <- tribble(
    ~id, ~v, ~w,
    1, 100, 7,
    2, NA, 8
  )

  # program.sas 19-21: DATA merged
  merged <- sas_merge_by(sas_sorted(many, "id", "WORK.MANY"), sas_sorted(one, "id", "WORK.ONE"), "id")

  list(many = many, one = one, merged = merged)
}

if (sys.nframe() == 0) sas_main(run, libraries)
