# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sheet, row by row: the step reads text with INPUT
make_sheet <- function() {
  lines <- sas_lines(c(
    "1,\"Berg, Ann\",10,\"x\"",
    "2,,,",
    "3,Bo, 5 ,y",
    "4",
    ",\"a \"\"b\"\" c\",.,\"1,2\""
  ), dsd = TRUE, truncover = TRUE)
  out_n <- 0
  out_id <- out_amount <- numeric(0)
  out_name <- out_note <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    name <- lines$text(informat = "$", width = 20, length = 20)
    amount <- lines$number(name = "amount")
    note <- lines$text(informat = "$", width = 10, tilde = TRUE, length = 10)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_name[out_n] <- name
    out_amount[out_n] <- amount
    out_note[out_n] <- note
  }
  sas_table(id = out_id, name = out_name, amount = out_amount, note = out_note)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA sheet
  sheet <- make_sheet()

  list(sheet = sheet)
}

if (sys.nframe() == 0) sas_main(run, libraries)
