# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA _null_, row by row (L0203): the step writes no data set (_NULL_)
run_step <- function(lib) {
  file_line <- sas_writer("words", lib = lib)
  file_line$text("k")
  file_line$text("\t")
  file_line$end()
  file_line$text("\t")
  file_line$text("b")
  file_line$text("\t")
  file_line$text("\t")
  file_line$end()
  invisible(NULL)
}

# DATA back, row by row (L0203): a function needs the run's surroundings (_infile_)
make_back <- function(lib) {
  n <- 0  # kept from row to row
  lines <- sas_lines(sas_file_lines(lib, fileref = "words"), expandtabs = TRUE, truncover = TRUE)
  out_n_2 <- 0
  out_line <- character(0)
  out_tab <- out_n <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    line <- lines$formatted_text("$CHAR", 40, length = 40)
    lines$finish()
    if (lines$ended) break
    tab <- sas_indexc(lines$line, "\t")
    n <- n + 1
    line <- sas_cut(sas_translate(sas_trim(line), ".", " "), 40)
    out_n_2 <- out_n_2 + 1
    out_line[out_n_2] <- line
    out_tab[out_n_2] <- tab
    out_n[out_n_2] <- n
  }
  sas_table(line = out_line, tab = out_tab, n = out_n)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1: FILENAME words
  sas_filename("words", "")

  # program.sas 3-6: DATA _NULL_
  run_step(lib)

  # program.sas 9-15: DATA back
  back <- make_back(lib)

  list(back = back)
}

if (sys.nframe() == 0) sas_main(run, libraries)
