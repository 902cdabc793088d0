# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA first, row by row (L0203): a function needs the run's surroundings (RANUNI)
make_first <- function() {
  sas_start_stream()
  u <- sas_round(sas_ranuni(12345), 1e-06)
  sas_table(u = u)
}

# DATA again, row by row (L0203): a function needs the run's surroundings (RANUNI)
make_again <- function() {
  out_n <- 0
  out_i <- out_u <- numeric(0)
  sas_start_stream()
  u <- NA_real_
  for (i in sas_seq(1, 2)) {
    u <- sas_round(sas_ranuni(12345), 1e-06)
    out_n <- out_n + 1
    out_i[out_n] <- i
    out_u[out_n] <- u
  }
  sas_table(i = out_i, u = out_u)
}

# DATA called, row by row (L0203): a function needs the run's surroundings (random)
make_called <- function() {
  u <- v <- NA_real_
  seed <- 1
  other <- 12345
  drawn <- sas_call_random("RANUNI", seed)
  seed <- drawn[1]
  u <- drawn[2]
  drawn <- sas_call_random("RANUNI", other)
  other <- drawn[1]
  v <- drawn[2]
  u <- as.numeric(sas_equal(u, seed / 2147483647))
  v <- sas_round(v, 1e-06)
  sas_table(seed = seed, u = u, v = v)
}

# DATA outcome, row by row (L0203): a function needs the run's surroundings (random)
make_outcome <- function() {
  k <- NA_real_
  seed <- 12345
  drawn <- sas_call_random("RANTBL", seed, 0.3, 0.05, 0.65)
  seed <- drawn[1]
  k <- drawn[2]
  sas_table(k = k)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: DATA first
  first <- make_first()

  # program.sas 5-9: DATA again
  again <- make_again()

  # program.sas 12-19: DATA called
  called <- make_called()

  # program.sas 22-25: DATA outcome
  outcome <- make_outcome()

  list(first = first, again = again, called = called, outcome = outcome)
}

if (sys.nframe() == 0) sas_main(run, libraries)
