# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA scores, row by row: the step reads text with INPUT
make_scores <- function() {
  lines <- sas_lines(c(
    "a 10",
    "b 30",
    "c .",
    "d 10",
    "e 20"
  ))
  out_n <- 0
  out_name <- character(0)
  out_x <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    name <- lines$text(length = 8)
    x <- lines$number(name = "x")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_name[out_n] <- name
    out_x[out_n] <- x
  }
  sas_table(name = out_name, x = out_x)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA scores
  scores <- make_scores()

  # program.sas 12-14: PROC RANK
  ranked <- scores |> sas_rank_values("x", into = "place")

  # program.sas 17-19: PROC RANK
  best <- scores |> sas_rank_values("x", into = "place", ties = "low", descending = TRUE)

  # program.sas 22-23: PROC RANK
  halves <- scores |> sas_rank_values("x", groups = 2)

  list(scores = scores, ranked = ranked, best = best, halves = halves)
}

if (sys.nframe() == 0) sas_main(run, libraries)
