# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 7 notes below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA base
  base <- tibble(name = "Ann", x = 1)

  # program.sas 7-10: DATA more
  more <- tribble(
    ~name, ~y,
    "Charlie", 5,
    "Bo", NA
  )

  # program.sas 16: PROC APPEND
  # NOTE N0600: Appending WORK.MORE to WORK.BASE.
  # NOTE N0600: Variable name has different lengths on BASE and DATA files (BASE 3 DATA 8).
  # NOTE N0600: Variable y was not found on BASE file. The variable will not be added to the BASE file.
  # NOTE N0600: FORCE is specified, so dropping/truncating will occur.
  # NOTE N0600: Variable x was not found on DATA file.
  base <- bind_rows(base, select(more, name)) |>
    sas_fill_text() |>
    mutate(name = sas_cut(name, 3))

  # program.sas 19: PROC APPEND
  # NOTE N0600: Appending WORK.MORE to WORK.FRESH.
  # NOTE N0600: BASE data set does not exist. DATA file is being copied to BASE file.
  fresh <- more

  list(base = base, more = more, fresh = fresh)
}

if (sys.nframe() == 0) sas_main(run, libraries)
