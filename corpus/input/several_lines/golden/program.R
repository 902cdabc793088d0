# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

cards_lines <- c(
  "Ann",
  "Elm road 3",
  "22100 Lund",
  "Bo",
  "Oak street 9",
  ". Oslo"
)

# DATA cards, row by row (L0203): the pointer of INPUT moves by a value of the run
make_cards <- function() {
  lines <- sas_lines(cards_lines, first_line = 4)
  out_n <- 0
  out_name <- out_street <- out_city <- character(0)
  out_zip <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    name <- lines$text(length = 8)
    lines$next_line()
    street <- lines$columns_text(1, 12, length = 12)
    lines$go_to_line(3)
    zip <- lines$number(name = "zip")
    city <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_name[out_n] <- name
    out_street[out_n] <- street
    out_zip[out_n] <- zip
    out_city[out_n] <- city
  }
  sas_table(name = out_name, street = out_street, zip = out_zip, city = out_city)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA cards
  cards <- make_cards()

  list(cards = cards)
}

if (sys.nframe() == 0) sas_main(run, libraries)
