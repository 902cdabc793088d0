# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA _null_, row by row (L0203): the step writes no data set (_NULL_)
run_step <- function() {
  log_line <- sas_writer("log")
  s <- " lead"
  x <- sas_missing("A")
  y <- -1.5
  log_line$named("s", s)
  log_line$named("x", sas_put(x, "BEST", 12))
  log_line$named("y", sas_put(y, "BEST", 12))
  log_line$end()
  log_line$value(s)
  log_line$value(sas_put(x, "BEST", 12))
  log_line$value(sas_put(y, "BEST", 12))
  log_line$text("end")
  log_line$end()
  log_line$text("[")
  log_line$text(sas_put_field(s, "$CHAR", 6))
  log_line$text("]")
  log_line$end()
  log_line$text("[")
  log_line$text(sas_align(sas_put_field(y, "", 8, 1), "L", 8))
  log_line$text("]")
  log_line$end()
  invisible(NULL)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  sas_expect_special_missing()  # .A to .Z are told from .
  # program.sas 1-9: DATA _NULL_
  run_step()

  list()
}

if (sys.nframe() == 0) sas_main(run, libraries)
