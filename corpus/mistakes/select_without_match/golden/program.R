# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA a, row by row (L0203): a statement works row by row (SELECT without OTHERWISE)
make_a <- function() {
  lines <- sas_lines("1 2 3", first_line = 8)
  out_n <- 0
  out_x <- numeric(0)
  out_y <- character(0)
  repeat {
    y <- ""
    lines$start()
    if (lines$ended) break
    x <- lines$number(name = "x")
    lines$finish("@@")
    if (lines$ended) break
    if (!is.na(x) && x == 1) {
      y <- "one"
    } else if (!is.na(x) && x == 2) {
      y <- "two"
    } else {
      sas_stop("R0110", "ERROR: Unsatisfied WHEN clause and no OTHERWISE clause at line 3 column 3.")
    }
    out_n <- out_n + 1
    out_x[out_n] <- x
    out_y[out_n] <- y
  }
  sas_table(x = out_x, y = out_y)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-7: DATA a
  a <- make_a()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
