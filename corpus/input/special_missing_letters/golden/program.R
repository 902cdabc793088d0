# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA answers, row by row (L0203): special missing values (.A-.Z) may occur
make_answers <- function() {
  lines <- sas_lines("1 5 2 a 3 B 4 . 5 -1", first_line = 10, special = "AB")
  out_n <- 0
  out_id <- out_score <- numeric(0)
  out_reason <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    score <- lines$number(name = "score")
    lines$finish("@@")
    if (lines$ended) break
    reason <- "?"
    if (sas_same(score, sas_missing("A"))) {
      reason <- "a"
    } else if (sas_same(score, sas_missing("B"))) {
      reason <- "b"
    } else if (sas_compare(score, sas_missing("Z")) > 0) {
      reason <- "#"
    }
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_score[out_n] <- score
    out_reason[out_n] <- reason
  }
  sas_table(id = out_id, score = out_score, reason = out_reason)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  sas_expect_special_missing()  # .A to .Z are told from .
  # program.sas 3-9: DATA answers
  answers <- make_answers()

  list(answers = answers)
}

if (sys.nframe() == 0) sas_main(run, libraries)
