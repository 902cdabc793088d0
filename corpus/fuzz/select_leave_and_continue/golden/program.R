# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA turns, row by row (L0203): a statement ends the iteration early (CONTINUE)
make_turns <- function(numbers) {
  x <- numbers$x
  n <- after <- 0  # kept from row to row
  out_n_2 <- 0
  out_n <- out_after <- numeric(0)
  out_row <- integer(0)
  for (i in seq_len(nrow(numbers))) {
    n <- 0
    after <- 0
    first_turn <- TRUE
    repeat {
      if (first_turn) first_turn <- FALSE else if (!is.na(n) && n >= 3) break
      n <- n + 1
      if (!is.na(x[i]) && x[i] == 1) {
        next
      } else if (!is.na(x[i]) && x[i] == 2) {
      }
      after <- after + 1
    }
    out_n_2 <- out_n_2 + 1
    out_row[out_n_2] <- i
    out_n[out_n_2] <- n
    out_after[out_n_2] <- after
  }
  sas_table(x = x[out_row], n = out_n, after = out_after)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA numbers
  numbers <- tibble(x = c(1, 2, 3, NA))

  # program.sas 8-20: DATA turns
  turns <- make_turns(numbers)

  list(numbers = numbers, turns = turns)
}

if (sys.nframe() == 0) sas_main(run, libraries)
