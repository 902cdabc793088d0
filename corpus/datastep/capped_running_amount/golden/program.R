# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA paid, row by row (L0203): a variable is retained from row to row (used)
make_paid <- function(claims) {
  claims <- sas_sorted(claims, "person", "WORK.CLAIMS")
  person <- claims$person
  amount <- claims$amount
  first_person <- sas_first(person)
  used <- NA_real_  # kept from row to row
  out_used <- out_pays <- numeric(nrow(claims))
  for (i in seq_len(nrow(claims))) {
    if (first_person[i]) {
      used <- 0
    }
    pays <- sas_min_of(amount[i], 100 - used)
    used <- used + pays
    out_used[i] <- used
    out_pays[i] <- pays
  }
  sas_table(person = person, amount = amount, used = out_used, pays = out_pays)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA claims
  claims <- tribble(
    ~person, ~amount,
    "A", 60,
    "A", NA,
    "A", 70,
    "A", 5,
    "B", 30
  )

  # program.sas 12-18: DATA paid
  paid <- make_paid(claims)

  list(claims = claims, paid = paid)
}

if (sys.nframe() == 0) sas_main(run, libraries)
