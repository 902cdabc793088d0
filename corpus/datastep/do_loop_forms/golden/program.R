# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA loops, row by row (L0203): OUTPUT stands in a step that reads nothing, outside of a counted loop
make_loops <- function() {
  out_n <- 0
  out_form <- character(0)
  out_i <- numeric(0)
  form <- "up"
  for (i in sas_seq(1, 5, 2)) {
    out_n <- out_n + 1
    out_form[out_n] <- form
    out_i[out_n] <- i
  }
  i <- 7
  form <- "down"
  for (i in sas_seq(3, 1, -1)) {
    out_n <- out_n + 1
    out_form[out_n] <- form
    out_i[out_n] <- i
  }
  i <- 0
  form <- "list"
  for (i in c(7, 2, 9)) {
    out_n <- out_n + 1
    out_form[out_n] <- form
    out_i[out_n] <- i
  }
  form <- "until"
  i <- 5
  repeat {
    out_n <- out_n + 1
    out_form[out_n] <- form
    out_i[out_n] <- i
    i <- i + 1
    if (!is.na(i) && i >= 5) break
  }
  form <- "while"
  while (is.na(i) || i < 5) {
    out_n <- out_n + 1
    out_form[out_n] <- form
    out_i[out_n] <- i
  }
  form <- "both"
  i <- 1
  while (i <= 10) {
    if (!(!isTRUE(i * i >= 10))) break
    out_n <- out_n + 1
    out_form[out_n] <- form
    out_i[out_n] <- i
    i <- i + 1
  }
  form <- "none"
  for (i in sas_seq(2, 1)) {
    out_n <- out_n + 1
    out_form[out_n] <- form
    out_i[out_n] <- i
  }
  i <- sas_after(2, 1)
  form <- "mixed"
  for (i in sas_seq(1, 2)) {
    out_n <- out_n + 1
    out_form[out_n] <- form
    out_i[out_n] <- i
  }
  i <- 3
  for (i in sas_seq(8, 9)) {
    out_n <- out_n + 1
    out_form[out_n] <- form
    out_i[out_n] <- i
  }
  i <- 10
  form <- "after"
  out_n <- out_n + 1
  out_form[out_n] <- form
  out_i[out_n] <- i
  sas_table(form = out_form, i = out_i)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-24: DATA loops
  loops <- make_loops()

  list(loops = loops)
}

if (sys.nframe() == 0) sas_main(run, libraries)
