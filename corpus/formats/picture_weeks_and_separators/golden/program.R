# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format WEEKS: other %Y U%0U W%0W V%0V u%u w%w
weeks_ranges <- sas_format(
  list(
  ),
  width = 22, other = sas_range(
    "", label = "%Y U%0U W%0W V%0V u%u w%w", picture = sas_picture(datatype = "date")
  ), kind = "picture"
)

weeks <- function(x, width = NULL) {
  sas_put(x, "WEEKS", width, user = list(WEEKS = weeks_ranges))
}

# Format AMOUNT: low-high 000.000.009,99
amount_ranges <- sas_format(
  list(
    sas_range(-Inf, Inf, label = "000.000.009,99", picture = sas_picture(decsep = ","))
  ),
  width = 14, kind = "picture"
)

amount <- function(x, width = NULL) {
  sas_put(x, "AMOUNT", width, user = list(AMOUNT = amount_ranges))
}

# DATA shown, row by row: the step reads text with INPUT
make_shown <- function() {
  lines <- sas_lines(c(
    "01JAN2012 1234567.89",
    "02JAN2012 5.5",
    "08JAN2012 0.07",
    "31DEC2012 1000"
  ))
  out_n <- 0
  out_week <- out_euro <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    day <- lines$formatted("DATE", 9, name = "day")
    amount <- lines$number(name = "amount")
    lines$finish()
    if (lines$ended) break
    week <- sas_cut(weeks(day), 22)
    euro <- sas_cut(sas_left_aligned(amount(amount)), 14)
    out_n <- out_n + 1
    out_week[out_n] <- week
    out_euro[out_n] <- euro
  }
  sas_table(week = out_week, euro = out_euro)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: PROC FORMAT
  # Defined above: weeks, amount

  # program.sas 6-12: DATA shown
  shown <- make_shown()

  list(shown = shown)
}

if (sys.nframe() == 0) sas_main(run, libraries)
