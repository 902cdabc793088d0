# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA survey, row by row (L0203): special missing values (.A-.Z) may occur
make_survey <- function() {
  lines <- sas_lines("1 4 2 R 3 x 4 . 5 r", first_line = 6, special = "RX")
  out_n <- 0
  out_id <- out_answer <- out_refused <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    answer <- lines$number(name = "answer")
    lines$finish("@@")
    if (lines$ended) break
    refused <- as.numeric(sas_same(answer, sas_missing("R")))
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_answer[out_n] <- answer
    out_refused[out_n] <- refused
  }
  sas_table(id = out_id, answer = out_answer, refused = out_refused)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  sas_expect_special_missing()  # .A to .Z are told from .
  # program.sas 1-5: DATA survey
  survey <- make_survey()

  list(survey = survey)
}

if (sys.nframe() == 0) sas_main(run, libraries)
