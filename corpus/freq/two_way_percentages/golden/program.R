# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA people, row by row: the step reads text with INPUT
make_people <- function() {
  lines <- sas_lines(c(
    "f y",
    "f n",
    "f n",
    "f n",
    "m y",
    "m y",
    "m y",
    ". y"
  ))
  out_n <- 0
  out_sex <- out_smoker <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    sex <- lines$text(length = 8)
    smoker <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_sex[out_n] <- sex
    out_smoker[out_n] <- smoker
  }
  sas_table(sex = out_sex, smoker = out_smoker)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA people
  people <- make_people()

  # program.sas 15-16: PROC FREQ
  cross <- people |>
    sas_count_levels(c("sex", "smoker"), percents = TRUE)

  # program.sas 19-21: PROC FREQ
  sparse <- people |>
    filter(sex != "") |>
    sas_count_levels(c("sex", "smoker"), sparse = TRUE) |>
    select(sex, smoker, COUNT)

  list(people = people, cross = cross, sparse = sparse)
}

if (sys.nframe() == 0) sas_main(run, libraries)
