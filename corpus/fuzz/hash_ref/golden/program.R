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
  k <- y <- kept <- count <- NA_real_
  h <- sas_hash(environment(), keys = c(k = "k"), data = c(y = "y"))
  k <- 1
  y <- 10
  h$ref()
  y <- 20
  h$ref()
  kept <- y
  if (h$find() != 0) {
    sas_stop("R0026", "ERROR: Key not found.")
  }
  count <- h$num_items()
  sas_table(k = k, y = y, kept = kept, count = count)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-14: DATA a
  a <- make_a()

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
