# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-6: DATA people
  people <- tibble(name = "Ann", zip = 1234, Age = 30)

  # program.sas 11: PROC CONTENTS
  about <- sas_contents_table(
    "WORK",
    "PEOPLE",
    "",
    list(
      c("name", "Char", "12", "", "", ""),
      c("zip", "Num", "8", "Z5.", "", ""),
      c("Age", "Num", "8", "4.1", "", "Age in years")
    ),
    nrow(people)
  ) |>
    select(NAME, TYPE, LENGTH, VARNUM, LABEL, FORMAT, FORMATL, FORMATD)

  list(people = people, about = about)
}

if (sys.nframe() == 0) sas_main(run, libraries)
