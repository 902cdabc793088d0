# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format AGEGRP: low-<18 Child; 18-high Adult
agegrp <- function(x, width = 5) {
  x <- sas_snap(x, 18)
  case_when(x < 18 ~ "Child", x >= 18 ~ "Adult", TRUE ~ sas_put(x, "BEST", width))
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: PROC FORMAT
  # Defined above: agegrp

  # program.sas 5-7: DATA people
  people <- tibble(age = c(40, 17, 3, 18, NA, 25))

  # program.sas 12-14: PROC FREQ
  ages <- people |>
    sas_count_levels("age", levels = list(age = agegrp))

  list(people = people, ages = ages)
}

if (sys.nframe() == 0) sas_main(run, libraries)
