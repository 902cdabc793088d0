# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA many, row by row: the step reads text with INPUT
make_many <- function() {
  lines <- sas_lines(c(
    "1 1",
    "1 2",
    "1 3",
    "2 4"
  ))
  out_n <- 0
  out_id <- out_v <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    v <- lines$number(name = "v")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_v[out_n] <- v
  }
  sas_table(id = out_id, v = out_v)
}

# DATA one, row by row: the step reads text with INPUT
make_one <- function() {
  lines <- sas_lines(c(
    "1 100 7",
    "2 . 8"
  ))
  out_n <- 0
  out_id <- out_v <- out_w <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    v <- lines$number(name = "v")
    w <- lines$number(name = "w")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_v[out_n] <- v
    out_w[out_n] <- w
  }
  sas_table(id = out_id, v = out_v, w = out_w)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA many
  many <- make_many()

  # program.sas 11-13: DATA one
  one <- make_one()

  # program.sas 19-21: DATA merged
  merged <- sas_merge_by(sas_sorted(many, "id", "WORK.MANY"), sas_sorted(one, "id", "WORK.ONE"), "id")

  list(many = many, one = one, merged = merged)
}

if (sys.nframe() == 0) sas_main(run, libraries)
