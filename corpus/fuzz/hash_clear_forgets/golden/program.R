# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One note below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA steps, row by row (L0203): a step with a hash object reads its rows in another way
make_steps <- function(keys) {
  k <- y <- NA_real_
  h <- NULL
  found <- rc <- next_ <- removed <- left <- NA_real_
  h <- sas_hash(environment(), keys = c(k = "k"), data = c(k = "k", y = "y"), rows = keys, multidata = TRUE)
  k <- 1
  found <- as.numeric(h$find() == 0)
  rc <- h$clear()
  next_ <- as.numeric(h$find_next() == 0)
  removed <- as.numeric(h$removedup() == 0)
  left <- h$num_items()
  sas_table(found = found, `next` = next_, removed = removed, left = left)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA keys
  keys <- tribble(
    ~k, ~y,
    1, 10,
    1, 20
  )

  # program.sas 8-20: DATA steps
  # NOTE N0413: DATA STEP stopped due to looping.
  steps <- make_steps(keys)

  list(keys = keys, steps = steps)
}

if (sys.nframe() == 0) sas_main(run, libraries)
