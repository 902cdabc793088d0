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
  i <- NA_real_
  a <- 1
  b <- "x"
  log_line$named("a", sas_put(a, "BEST", 12))
  log_line$named("b", b)
  log_line$end()
  log_line$text("[")
  log_line$text(sas_put_field(a, "Z", 3))
  log_line$text("]")
  log_line$end()
  a <- 7
  log_line$text("[")
  log_line$text(sas_put_field(a, "Z", 3))
  log_line$text("]")
  log_line$end()
  for (i in sas_seq(1, 3)) {
    log_line$value(sas_put(i, "BEST", 12))
    log_line$end("@")
  }
  i <- 4
  log_line$text("end")
  log_line$end()
  log_line$text("left")
  log_line$move_to(10)
  log_line$text("right")
  log_line$end()
  log_line$finish()
  invisible(NULL)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-12: DATA _NULL_
  run_step()

  list()
}

if (sys.nframe() == 0) sas_main(run, libraries)
