# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA _null_, row by row (L0203): the step writes no data set (_NULL_)
run_step <- function(scores, lib) {
  name <- scores$name
  points <- scores$points
  n_rows <- nrow(scores)
  top <- NA_real_  # kept from row to row
  who <- ""  # kept from row to row
  for (i in seq_len(nrow(scores))) {
    if (sas_less(top, points[i])) {
      top <- points[i]
      who <- name[i]
    }
    if (i == n_rows) {
      sas_symputx(lib, "highest", top)
      sas_symputx(lib, "who", who)
    }
  }
  invisible(NULL)
}

# DATA compared, row by row (L0203): a function needs the run's surroundings (macro)
make_compared <- function(scores, lib) {
  name <- scores$name
  points <- scores$points
  out_behind <- out_winner <- numeric(nrow(scores))
  highest <- sas_macro_number(lib, "HIGHEST")
  who <- sas_macro(lib, "WHO")
  for (i in seq_len(nrow(scores))) {
    behind <- highest - points[i]
    winner <- as.numeric(name[i] == sub(" +$", "", who))
    out_behind[i] <- behind
    out_winner[i] <- winner
  }
  sas_table(name = name, points = points, behind = out_behind, winner = out_winner)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA scores
  scores <- tribble(
    ~name, ~points,
    "Ann", 20,
    "Bo", 30,
    "Cid", NA
  )

  # program.sas 10-20: DATA _NULL_
  run_step(scores, lib)

  # program.sas 23-26: DATA compared
  compared <- make_compared(scores, lib)

  list(scores = scores, compared = compared)
}

if (sys.nframe() == 0) sas_main(run, libraries)
