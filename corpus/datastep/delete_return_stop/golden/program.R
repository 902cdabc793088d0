# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA some, row by row (L0203): a statement ends the iteration early (RETURN)
make_some <- function(numbers) {
  x <- numbers$x
  out_n <- 0
  out_seen <- numeric(0)
  out_row <- integer(0)
  for (i in seq_len(nrow(numbers))) {
    seen <- NA_real_
    if (!is.na(x[i]) && x[i] == 2) next
    if (!is.na(x[i]) && x[i] == 3) {
      out_n <- out_n + 1
      out_row[out_n] <- i
      out_seen[out_n] <- seen
      next
    }
    seen <- x[i] * 10
    if (!is.na(x[i]) && x[i] == 5) break
    out_n <- out_n + 1
    out_row[out_n] <- i
    out_seen[out_n] <- seen
  }
  sas_table(x = x[out_row], seen = out_seen)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA numbers
  numbers <- tibble(x = as.numeric(1:6))

  # program.sas 7-12: DATA some
  some <- make_some(numbers)

  list(numbers = numbers, some = some)
}

if (sys.nframe() == 0) sas_main(run, libraries)
