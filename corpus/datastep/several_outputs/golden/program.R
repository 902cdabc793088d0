# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA good bad everyone, row by row: OUTPUT stands among other statements under a condition
make_good_and_bad_and_everyone <- function(marks) {
  name <- marks$name
  points <- marks$points
  good_n <- 0
  good_row <- integer(0)
  bad_n <- 0
  bad_row <- integer(0)
  everyone_n <- 0
  everyone_note <- character(0)
  everyone_row <- integer(0)
  for (i in seq_len(nrow(marks))) {
    note <- ""
    if (is.na(points[i])) {
      note <- "absent"
      bad_n <- bad_n + 1
      bad_row[bad_n] <- i
    } else {
      good_n <- good_n + 1
      good_row[good_n] <- i
    }
    everyone_n <- everyone_n + 1
    everyone_row[everyone_n] <- i
    everyone_note[everyone_n] <- note
  }
  list(
    good = sas_table(name = name[good_row], points = points[good_row]),
    bad = sas_table(name = name[bad_row], score = points[bad_row]),
    everyone = sas_table(name = name[everyone_row], points = points[everyone_row], note = everyone_note)
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA marks
  marks <- tribble(
    ~name, ~points,
    "Ann", 5,
    "Bo", NA,
    "Cid", 0
  )

  # program.sas 10-17: DATA good bad everyone
  made <- make_good_and_bad_and_everyone(marks)
  good <- made$good
  bad <- made$bad
  everyone <- made$everyone

  list(marks = marks, good = good, bad = bad, everyone = everyone)
}

if (sys.nframe() == 0) sas_main(run, libraries)
