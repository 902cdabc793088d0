# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA marked, row by row (L0203): a function needs the run's surroundings (macro)
make_marked <- function(scores, lib) {
  name <- scores$name
  points <- scores$points
  out_best <- numeric(nrow(scores))
  highest <- sas_macro_number(lib, "HIGHEST")
  for (i in seq_len(nrow(scores))) {
    best <- as.numeric(sas_equal(points[i], highest))
    out_best[i] <- best
  }
  sas_table(name = name, points = points, best = out_best)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA scores
  scores <- tribble(
    ~name, ~points,
    "Bo", 30,
    "Ann", 20,
    "Cid", NA
  )

  # program.sas 11: PROC SQL
  selected <- scores |> summarise(points_max = sas_max(points)) |> select(`_TEMG001` = points_max)
  sas_into(lib, "HIGHEST", selected$`_TEMG001`, trim = TRUE)
  sas_set_macro(lib, "SQLOBS", as.character(min(nrow(selected), 1)))

  # program.sas 12: PROC SQL
  selected <- select(scores, name) |> arrange(name)
  sas_into_list(lib, "NAMES", selected$name, ",")
  sas_set_macro(lib, "SQLOBS", as.character(nrow(selected)))

  # program.sas 13: %LET ROWS
  sas_set_macro(lib, "ROWS", trimws(sas_macro(lib, "SQLOBS"), whitespace = " "))

  # program.sas 16-18: DATA marked
  marked <- make_marked(scores, lib)

  list(scores = scores, marked = marked)
}

if (sys.nframe() == 0) sas_main(run, libraries)
