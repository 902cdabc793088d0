# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA totals, row by row (L0203): an array is used with a subscript that only the row knows
make_totals <- function(wide) {
  wide <- sas_open_columns(
    wide,
    list(id = "num", w1 = "num"),
    absent = c("odd", "even"),
    optional = list(place = "num"),
    row = "_row_of_wide"
  )
  id <- wide$id
  w1 <- wide$w1
  wide_row <- wide$`_row_of_wide`
  total <- rep(NA_real_, 2)
  out_odd <- out_even <- out_place <- numeric(nrow(wide))
  for (i in seq_len(nrow(wide))) {
    place <- sas_mod(id[i], 2) + 1
    total[sas_at(place, 1, 2, "23 column 3")] <- sas_sum_across(
      total[sas_at(place, 1, 2, "23 column 22")], w1[i], 1
    )
    out_odd[i] <- total[1]
    out_even[i] <- total[2]
    out_place[i] <- place
  }
  sas_carry(
    sas_table(
      `_row_of_wide` = wide_row, id = id, odd = out_odd, even = out_even, place = out_place, w1 = w1
    ),
    list(`_row_of_wide` = wide)
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA visits
  visits <- tribble(
    ~id, ~month, ~weight,
    1, 1, 5,
    1, 2, 6,
    2, 2, 7,
    3, 1, 8
  )

  # program.sas 12-15: PROC TRANSPOSE
  # Only the data tell which columns this makes
  wide <- visits |>
    filter(weight > 0) |>
    sas_sorted("id", "WORK.VISITS") |>
    sas_transpose("weight", by = "id", ids = "month", prefix = "w", drop = "_name_")

  # program.sas 18-23: DATA totals
  totals <- make_totals(wide)

  list(visits = visits, wide = wide, totals = totals)
}

if (sys.nframe() == 0) sas_main(run, libraries)
