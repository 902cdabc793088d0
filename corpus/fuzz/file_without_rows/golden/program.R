# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA none, row by row (L0203): a statement ends the iteration early (STOP)
make_none <- function() {
  out_n <- 0
  out_x <- numeric(0)
  repeat {
    break
    x <- 1
    out_n <- out_n + 1
    out_x[out_n] <- x
    break
  }
  sas_table(x = out_x)
}

# DATA _null_, row by row (L0203): the step writes no data set (_NULL_)
run_step <- function(none, lib) {
  x <- none$x
  file_line <- sas_writer("words", lib = lib)
  for (i in seq_len(nrow(none))) {
    file_line$value(sas_put(x[i], "BEST", 12))
    file_line$end()
  }
  invisible(NULL)
}

# DATA count, row by row (L0203): the step reads a file of text with INPUT
make_count <- function(lib) {
  last <- NA_real_  # kept from row to row
  lines <- sas_lines(sas_file_lines(lib, fileref = "words"))
  last <- 0
  out_n <- 0
  out_x <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    x <- lines$number(name = "x")
    lines$finish()
    if (lines$ended) break
    last <- as.numeric(lines$is_last())
    out_n <- out_n + 1
    out_x[out_n] <- x
  }
  sas_table(x = out_x)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1: FILENAME words
  sas_filename("words", "")

  # program.sas 3-5: DATA none
  none <- make_none()

  # program.sas 8-11: DATA _NULL_
  run_step(none, lib)

  # program.sas 14-16: DATA count
  count <- make_count(lib)

  list(none = none, count = count)
}

if (sys.nframe() == 0) sas_main(run, libraries)
