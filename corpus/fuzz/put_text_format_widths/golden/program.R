# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA _null_, row by row (L0203): the step writes no data set (_NULL_)
run_step <- function(names, lib) {
  s <- names$s
  file_line <- sas_writer("words", lib = lib)
  for (i in seq_len(nrow(names))) {
    file_line$text(sas_put_field(s[i], "$QUOTE", 10))
    file_line$text("|")
    file_line$text(sas_put_field(s[i], "$UPCASE", 8))
    file_line$text("|")
    file_line$text(sas_put_field(s[i], "$CHAR", 8))
    file_line$text("|")
    file_line$text(sas_put_field(s[i], "$UPCASE", 5))
    file_line$text("|")
    file_line$end()
  }
  invisible(NULL)
}

# DATA back, row by row (L0203): the step reads a file of text with INPUT
make_back <- function(lib) {
  lines <- sas_lines(sas_file_lines(lib, fileref = "words"), truncover = TRUE)
  out_n <- 0
  out_line <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    line <- lines$formatted_text("$CHAR", 60, length = 60)
    lines$finish()
    if (lines$ended) break
    line <- sas_cut(sas_translate(sas_trim(line), ".", " "), 60)
    out_n <- out_n + 1
    out_line[out_n] <- line
  }
  sas_table(line = out_line)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1: FILENAME words
  sas_filename("words", "")

  # program.sas 3-5: DATA names
  names <- tibble(s = "one")

  # program.sas 8-11: DATA _NULL_
  run_step(names, lib)

  # program.sas 14-18: DATA back
  back <- make_back(lib)

  list(names = names, back = back)
}

if (sys.nframe() == 0) sas_main(run, libraries)
