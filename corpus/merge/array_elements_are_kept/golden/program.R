# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA signs, row by row (L0203): a variable that MERGE reads is assigned: its value is kept within the BY
# group
make_signs <- function(base, visits) {
  numbers <- rep(NA_real_, 2)
  base <- base |> select(id, dose)
  base <- sas_sorted(base, "id", "WORK.BASE")
  visits <- visits |> select(id, v)
  visits <- sas_sorted(visits, "id", "WORK.VISITS")
  merged <- sas_merge_reader(
    environment(), list(base, visits),
    by = "id",
    into = c(dose = "numbers[2]", v = "numbers[1]")
  )
  out_n <- 0
  out_v <- out_dose <- out_id <- numeric(0)
  while (merged$read()) {
    for (j in sas_seq(1, 2)) {
      numbers[j] <- -numbers[j]
    }
    out_n <- out_n + 1
    out_v[out_n] <- numbers[1]
    out_dose[out_n] <- numbers[2]
    out_id[out_n] <- id
  }
  sas_table(v = out_v, dose = out_dose, id = out_id)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA base
  base <- tribble(
    ~id, ~dose,
    1, 5,
    2, 6
  )

  # program.sas 9-11: DATA visits
  visits <- tribble(
    ~id, ~v,
    1, 1,
    1, 2,
    2, 3
  )

  # program.sas 18-25: DATA signs
  signs <- make_signs(base, visits)

  list(base = base, visits = visits, signs = signs)
}

if (sys.nframe() == 0) sas_main(run, libraries)
