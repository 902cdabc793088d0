# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA facts, row by row (L0203): a function needs the run's surroundings (VFORMAT, VFORMATD, VFORMATN,
# VFORMATW, VINFORMAT, VVALUE)
make_facts <- function() {
  cell_1_ <- 1
  cell_2_ <- 2
  cell_3_ <- 3
  cell_4_ <- 4
  cell_5_ <- 5
  cell_6_ <- 6
  amount <- 1.5
  format <- sas_cut("COMMA8.2", 12)
  name <- sas_cut("COMMA", 12)
  width <- 8
  decimals <- 2
  informat <- sas_cut("$12.", 12)
  value <- sas_cut(trimws(sas_put_field(amount, "COMMA", 8, 2)), 12)
  columns <- 3
  last <- 3 + 1
  sas_table(
    format = format, informat = informat, name = name, value = value, width = width,
    decimals = decimals, columns = columns, last = last
  )
}

# DATA known, row by row (L0203): a function needs the run's surroundings (EXIST)
make_known <- function(lib) {
  here <- 1
  there <- 1
  nowhere <- 0
  sas_table(here = here, there = there, nowhere = nowhere)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-15: DATA facts
  facts <- make_facts()

  # program.sas 18-21: DATA known
  known <- make_known(lib)

  list(facts = facts, known = known)
}

if (sys.nframe() == 0) sas_main(run, libraries)
