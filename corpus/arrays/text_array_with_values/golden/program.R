# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA days, row by row (L0203): an array is used with a subscript that only the row knows
make_days <- function() {
  name <- c("Mon", "Tues", "")
  out_n <- 0
  out_name1 <- out_name2 <- out_name3 <- out_text <- character(0)
  out_day <- numeric(0)
  text <- ""
  for (day in sas_seq(1, 3)) {
    text <- name[day]
    if (text == "") {
      name[day] <- "none"
    }
    out_n <- out_n + 1
    out_name1[out_n] <- name[1]
    out_name2[out_n] <- name[2]
    out_name3[out_n] <- name[3]
    out_day[out_n] <- day
    out_text[out_n] <- text
  }
  sas_table(name1 = out_name1, name2 = out_name2, name3 = out_name3, day = out_day, text = out_text)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-7: DATA days
  days <- make_days()

  list(days = days)
}

if (sys.nframe() == 0) sas_main(run, libraries)
