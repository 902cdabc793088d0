# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA people
  people <- tribble(
    ~sex, ~smoker,
    "f", "y",
    "f", "n",
    "f", "n",
    "f", "n",
    "m", "y",
    "m", "y",
    "m", "y",
    "", "y"
  )

  # program.sas 15-16: PROC FREQ
  cross <- people |>
    sas_count_levels(c("sex", "smoker"), percents = TRUE)

  # program.sas 19-21: PROC FREQ
  sparse <- people |>
    filter(sex != "") |>
    sas_count_levels(c("sex", "smoker"), sparse = TRUE) |>
    select(sex, smoker, COUNT)

  list(people = people, cross = cross, sparse = sparse)
}

if (sys.nframe() == 0) sas_main(run, libraries)
