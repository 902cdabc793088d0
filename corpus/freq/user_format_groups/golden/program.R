# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format AGEGRP: low-<18 Child; 18-high Adult
agegrp <- function(x, width = 5) {
  x <- sas_snap(x, 18)
  case_when(x < 18 ~ "Child", x >= 18 ~ "Adult", TRUE ~ sas_put(x, "BEST", width))
}

# DATA people, row by row: the step reads text with INPUT
make_people <- function() {
  lines <- sas_lines("40 17 3 18 . 25")
  out_n <- 0
  out_age <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    age <- lines$number(name = "age")
    lines$finish("@@")
    if (lines$ended) break
    out_n <- out_n + 1
    out_age[out_n] <- age
  }
  sas_table(age = out_age)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: PROC FORMAT
  # Defined above: agegrp

  # program.sas 5-7: DATA people
  people <- make_people()

  # program.sas 12-14: PROC FREQ
  ages <- people |>
    sas_count_levels("age", levels = list(age = agegrp))

  list(people = people, ages = ages)
}

if (sys.nframe() == 0) sas_main(run, libraries)
