# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA a, row by row (L0203): a statement works row by row (LINK)
make_a <- function() {
  out_n <- 0
  out_x <- out_y <- out_z <- numeric(0)
  repeat {
    z <- NA_real_
    x <- 1
    y <- 2
    # link later
    z <- 3
    x <- y <- NA_real_
    out_n <- out_n + 1
    out_x[out_n] <- x
    out_y[out_n] <- y
    out_z[out_n] <- z
    break
    z <- 3
    out_n <- out_n + 1
    out_x[out_n] <- x
    out_y[out_n] <- y
    out_z[out_n] <- z
    break
    break
  }
  sas_table(x = out_x, y = out_y, z = out_z)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-9: DATA a
  a <- make_a()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
