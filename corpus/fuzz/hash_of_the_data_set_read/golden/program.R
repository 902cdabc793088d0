# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 1 note below.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA out, row by row: the step uses a hash object
make_out <- function(a) {
  h <- NULL
  a_rows <- a |> select(x)
  rows <- sas_set_reader(environment(), list(a_rows))
  out_n <- 0
  out_s <- character(0)
  out_x <- out_rc <- numeric(0)
  n_ <- 0
  repeat {
    n_ <- n_ + 1
    s <- ""
    rc <- NA_real_
    if (n_ == 1) {
      if (is.null(h)) h <- sas_hash(environment(), keys = c(x = "x"), data = c(s = "s"), rows = a)
    }
    if (!rows$read()) break
    rc <- h$find()
    out_n <- out_n + 1
    out_s[out_n] <- s
    out_x[out_n] <- x
    out_rc[out_n] <- rc
  }
  sas_table(s = out_s, x = out_x, rc = out_rc)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA a
  a <- tribble(
    ~x, ~s,
    1, "p",
    2, "q"
  )

  # program.sas 9-18: DATA out
  # NOTE N0412: NOTE: Variable s is uninitialized.
  out <- make_out(a)

  list(a = a, out = out)
}

if (sys.nframe() == 0) sas_main(run, libraries)
