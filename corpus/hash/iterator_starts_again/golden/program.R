# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sums, row by row (L0203): the step uses a hash object
make_sums <- function(rates) {
  round <- rates$code
  total <- 0  # kept from row to row
  h <- NULL
  it <- NULL
  out_total <- out_last <- numeric(nrow(rates))
  for (i in seq_len(nrow(rates))) {
    code <- rate <- rc <- last <- NA_real_
    if (i == 1) {
      if (is.null(h)) {
        h <- sas_hash(
          environment(),
          keys = c(code = "code"),
          data = c(code = "code", rate = "rate"),
          rows = rates,
          ordered = "a"
        )
      }
      it <- sas_hash_iterator(h)
      code <- rate <- NA_real_
    }
    total <- 0
    while (it$`next`() == 0) {
      if (!is.na(rate)) total <- total + rate
    }
    rc <- it$prev()
    last <- code
    rc <- it$`next`()
    out_total[i] <- total
    out_last[i] <- last
  }
  sas_table(round = round, total = out_total, last = out_last)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA rates
  rates <- tribble(
    ~code, ~rate,
    1, 10,
    2, 20
  )

  # program.sas 9-26: DATA sums
  sums <- make_sums(rates)

  list(rates = rates, sums = sums)
}

if (sys.nframe() == 0) sas_main(run, libraries)
