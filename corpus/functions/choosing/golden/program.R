# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA rows
  rows <- tribble(
    ~x, ~t, ~u,
    1, "", "b",
    0, "a", "",
    NA, "", "",
    3, "a", "b"
  )

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
