# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0. Reads input.hard.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list(input = "input")  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: DATA read
  hard <- sas_read(lib, "input.hard")
  read <- hard

  # program.sas 5: PROC CONTENTS
  kinds <- sas_contents_table(
    "WORK",
    "READ",
    "",
    list(
      c("code", "Char", "4", "", "", ""), c("num", "Num", "8", "", "", ""), c("zip", "Num", "8", "", "", ""),
      c(
        "day", "Char", "10", "", "", ""
      ), c("flag", "Char", "5", "", "", ""), c("mix", "Char", "1", "", "", ""),
      c("inf", "Char", "3", "", "", ""), c("sci", "Num", "8", "", "", ""), c("empty", "Num", "8", "", "", ""),
      c("quoted", "Char", "8", "", "", "")
    ),
    nrow(read)
  ) |>
    select(NAME, TYPE, LENGTH)

  list(read = read, kinds = kinds)
}

if (sys.nframe() == 0) sas_main(run, libraries)
