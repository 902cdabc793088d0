# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA scores
  scores <- tribble(
    ~name, ~x,
    "a", 10,
    "b", 30,
    "c", NA,
    "d", 10,
    "e", 20
  )

  # program.sas 12-14: PROC RANK
  ranked <- scores |> sas_rank_values("x", into = "place")

  # program.sas 17-19: PROC RANK
  best <- scores |> sas_rank_values("x", into = "place", ties = "low", descending = TRUE)

  # program.sas 22-23: PROC RANK
  halves <- scores |> sas_rank_values("x", groups = 2)

  list(scores = scores, ranked = ranked, best = best, halves = halves)
}

if (sys.nframe() == 0) sas_main(run, libraries)
