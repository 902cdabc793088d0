# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA _null_, row by row (L0203): the step writes no data set (_NULL_)
run_step <- function(lib) {
  file_line <- sas_writer("numbers", lib = lib)
  file_line$text("1")
  file_line$next_line()
  file_line$text("22")
  file_line$next_line()
  file_line$text("333")
  file_line$next_line()
  file_line$text("4444")
  file_line$next_line()
  file_line$text("55555")
  file_line$end()
  invisible(NULL)
}

# DATA tests, row by row (L0203): the step reads a file of text with INPUT
make_tests <- function(lib) {
  lines <- sas_lines(sas_file_lines(lib, fileref = "numbers"))
  out_n <- 0
  out_test <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    test <- lines$formatted("", 5, name = "test")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_test[out_n] <- test
  }
  sas_table(test = out_test)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1: FILENAME numbers
  sas_filename("numbers", "")

  # program.sas 3-5: DATA _NULL_
  run_step(lib)

  # program.sas 8-10: DATA tests
  tests <- make_tests(lib)

  list(tests = tests)
}

if (sys.nframe() == 0) sas_main(run, libraries)
