# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 7 notes below.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA base, row by row: the step does not read one data set after the other in every iteration
make_base <- function() {
  name <- "Ann"
  x <- 1
  sas_table(name = name, x = x)
}

# DATA more, row by row: the step reads text with INPUT
make_more <- function() {
  lines <- sas_lines(c(
    "Charlie 5",
    "Bo ."
  ))
  out_n <- 0
  out_name <- character(0)
  out_y <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    name <- lines$text(length = 8)
    y <- lines$number(name = "y")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_name[out_n] <- name
    out_y[out_n] <- y
  }
  sas_table(name = out_name, y = out_y)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA base
  base <- make_base()

  # program.sas 7-10: DATA more
  more <- make_more()

  # program.sas 16: PROC APPEND
  # NOTE N0600: NOTE: Appending WORK.MORE to WORK.BASE.
  # NOTE N0600: WARNING: Variable name has different lengths on BASE and DATA files (BASE 3 DATA 8).
  # NOTE N0600: WARNING: Variable y was not found on BASE file. The variable will not be added to the BASE
  # file.
  # NOTE N0600: NOTE: FORCE is specified, so dropping/truncating will occur.
  # NOTE N0600: WARNING: Variable x was not found on DATA file.
  base <- bind_rows(base, select(more, name)) |>
    sas_fill_text() |>
    mutate(name = sas_cut(name, 3))

  # program.sas 19: PROC APPEND
  # NOTE N0600: NOTE: Appending WORK.MORE to WORK.FRESH.
  # NOTE N0600: NOTE: BASE data set does not exist. DATA file is being copied to BASE file.
  fresh <- more

  list(base = base, more = more, fresh = fresh)
}

if (sys.nframe() == 0) sas_main(run, libraries)
