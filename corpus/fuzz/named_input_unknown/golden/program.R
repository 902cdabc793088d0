# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

a_lines <- c(
  "z=7",
  "x=1 s=q"
)

# DATA a, row by row (L0203): a value depends on the place in the run (_ERROR_)
make_a <- function() {
  lines <- sas_lines(a_lines, first_line = 5)
  out_n <- 0
  out_x <- out_bad <- numeric(0)
  out_s <- character(0)
  repeat {
    x <- bad <- NA_real_
    s <- ""
    ERROR_ <- 0
    lines$start()
    if (lines$ended) break
    pairs <- lines$named(c(x = 0, s = 8))
    if (!is.null(pairs$x)) x <- pairs$x
    if (!is.null(pairs$s)) s <- pairs$s
    lines$finish()
    if (lines$ended) break
    ERROR_ <- sas_max_of(ERROR_, lines$error)
    if (ERROR_ != 0) {
      bad <- 1
    }
    out_n <- out_n + 1
    out_x[out_n] <- x
    out_s[out_n] <- s
    out_bad[out_n] <- bad
  }
  sas_table(x = out_x, s = out_s, bad = out_bad)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA a
  a <- make_a()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
