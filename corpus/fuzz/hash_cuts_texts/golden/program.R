# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA out, row by row (L0203): a step with a hash object reads its rows in another way
make_out <- function(names) {
  h <- NULL
  out_n <- 0
  out_name <- character(0)
  out_id <- out_rc <- numeric(0)
  n_ <- 1
  name <- ""
  id <- rc <- NA_real_
  if (n_ == 1) {
    if (is.null(h)) {
      h <- sas_hash(
        environment(), keys = c(id = "id"), data = c(name = "name"), rows = names, lengths = c(name = 5)
      )
    }
  }
  for (id in sas_seq(1, 3)) {
    name <- ""
    rc <- as.numeric(h$find() != 0)
    out_n <- out_n + 1
    out_name[out_n] <- name
    out_id[out_n] <- id
    out_rc[out_n] <- rc
  }
  id <- 4
  sas_table(name = out_name, id = out_id, rc = out_rc)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-8: DATA names
  names <- tribble(
    ~id, ~name,
    1, "Bartholomew",
    2, "Bo"
  )

  # program.sas 11-23: DATA out
  out <- make_out(names)

  list(names = names, out = out)
}

if (sys.nframe() == 0) sas_main(run, libraries)
