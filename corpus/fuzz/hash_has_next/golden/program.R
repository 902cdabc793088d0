# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA a, row by row (L0203): a step with a hash object reads its rows in another way
make_a <- function() {
  h <- NULL
  out_n <- 0
  out_k <- out_y <- out_rc <- out_more <- numeric(0)
  k <- y <- rc <- more <- NA_real_
  h <- sas_hash(environment(), keys = c(k = "k"), data = c(y = "y"), multidata = TRUE)
  k <- 1
  for (y in c(10, 20)) {
    if (h$add() != 0) {
      sas_stop("R0026", "ERROR: Duplicate key.")
    }
  }
  rc <- h$find()
  more <- h$has_next()
  out_n <- out_n + 1
  out_k[out_n] <- k
  out_y[out_n] <- y
  out_rc[out_n] <- rc
  out_more[out_n] <- more
  rc <- h$find_next()
  more <- h$has_next()
  out_n <- out_n + 1
  out_k[out_n] <- k
  out_y[out_n] <- y
  out_rc[out_n] <- rc
  out_more[out_n] <- more
  sas_table(k = out_k, y = out_y, rc = out_rc, more = out_more)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-16: DATA a
  a <- make_a()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
