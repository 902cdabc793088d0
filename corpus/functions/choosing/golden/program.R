# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA rows, row by row: the step reads text with INPUT
make_rows <- function() {
  lines <- sas_lines(c(
    "1 . b",
    "0 a .",
    ". . .",
    "3 a b"
  ))
  out_n <- 0
  out_x <- numeric(0)
  out_t <- out_u <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    x <- lines$number(name = "x")
    t <- lines$text(length = 8)
    u <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_x[out_n] <- x
    out_t[out_n] <- t
    out_u[out_n] <- u
  }
  sas_table(x = out_x, t = out_t, u = out_u)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA rows
  rows <- make_rows()

  # program.sas 11-19: DATA chosen
  chosen <- rows |>
    mutate(
      flag = sas_ifn(x, 1, 0),
      known = sas_ifn(x, 10, 20, 30),
      word = sas_cut(sas_ifc(x, "yes", "no"), 6),
      first = sas_cut(sas_coalescec(t, u, "none"), 6),
      place = sas_whichn(x, 3, 1, NA_real_),
      pick = case_when(place != 0 ~ sas_cut(sas_choosec(place, "three", "one", "dot"), 200), TRUE ~ "")
    )

  list(rows = rows, chosen = chosen)
}

if (sys.nframe() == 0) sas_main(run, libraries)
