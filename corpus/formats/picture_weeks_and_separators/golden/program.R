# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

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
amount_format_ranges <- sas_format(
  list(
    sas_range(-Inf, Inf, label = "000.000.009,99", picture = sas_picture(decsep = ","))
  ),
  width = 14, kind = "picture"
)

amount_format <- function(x, width = NULL) {
  sas_put(x, "AMOUNT", width, user = list(AMOUNT = amount_format_ranges))
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: PROC FORMAT
  # Defined above: weeks, amount_format

  # program.sas 6-12: DATA shown
  shown <- tribble(
    ~day, ~amount,
    18993, 1234567.89,  # 01JAN2012
    18994, 5.5,  # 02JAN2012
    19000, 0.07,  # 08JAN2012
    19358, 1000  # 31DEC2012
  ) |>
    mutate(
      week = sas_cut(weeks(day), 22),
      euro = sas_cut(sas_left_aligned(sas_pad(amount_format(amount), 14)), 14)
    ) |>
    select(week, euro)

  list(shown = shown)
}

if (sys.nframe() == 0) sas_main(run, libraries)
