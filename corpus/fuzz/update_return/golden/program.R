# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA new, row by row (L0203): rows are changed one by one (UPDATE)
make_new <- function(master, changes) {
  master <- master |> select(k, x)
  master <- sas_sorted(master, "k", "WORK.MASTER")
  changes <- changes |> select(k, x)
  changes <- sas_sorted(changes, "k", "WORK.CHANGES")
  updated <- sas_update_reader(environment(), master, changes, by = "k")
  out_n <- 0
  out_k <- out_x <- out_small <- numeric(0)
  while (updated$read()) {
    small <- NA_real_
    if (!is.na(x) && x > 11) {
      if (updated$complete) {
        out_n <- out_n + 1
        out_k[out_n] <- k
        out_x[out_n] <- x
        out_small[out_n] <- small
      }
      next
    }
    small <- 1
    if (updated$complete) {
      out_n <- out_n + 1
      out_k[out_n] <- k
      out_x[out_n] <- x
      out_small[out_n] <- small
    }
  }
  sas_table(k = out_k, x = out_x, small = out_small)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA master
  master <- tribble(
    ~k, ~x,
    1, 10,
    2, 20
  )

  # program.sas 9-11: DATA changes
  changes <- tribble(
    ~k, ~x,
    1, 11,
    1, 12,
    3, 30
  )

  # program.sas 18-22: DATA new
  new <- make_new(master, changes)

  list(master = master, changes = changes, new = new)
}

if (sys.nframe() == 0) sas_main(run, libraries)
