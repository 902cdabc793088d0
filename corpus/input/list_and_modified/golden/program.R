# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA people, row by row: the step reads text with INPUT
make_people <- function() {
  lines <- sas_lines(c(
    "1 Ann Marie  03JAN1990 1,250",
    "2 Bo  . .",
    "3 Charles de Gaulle  29FEB2000 12"
  ))
  out_n <- 0
  out_id <- out_born <- out_pay <- numeric(0)
  out_name <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    name <- lines$text(informat = "$", width = 20, amp = TRUE, length = 20)
    born <- lines$number(informat = "DATE", width = 9, name = "born")
    pay <- lines$number(informat = "COMMA", width = 8, name = "pay")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_name[out_n] <- name
    out_born[out_n] <- born
    out_pay[out_n] <- pay
  }
  sas_table(id = out_id, name = out_name, born = out_born, pay = out_pay)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA people
  people <- make_people()

  list(people = people)
}

if (sys.nframe() == 0) sas_main(run, libraries)
