# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA later, row by row (L0203): a function needs the run's surroundings (VLABEL)
make_later <- function(described) {
  code <- described$code
  price <- described$price
  day <- described$day
  rest <- described$rest
  out_shown <- out_note <- character(nrow(described))
  out_same <- numeric(nrow(described))
  for (i in seq_len(nrow(described))) {
    shown <- paste0(sas_put(code[i], "$", 2), sas_put(price[i], "", 5, 0))
    same <- as.numeric(code[i] == "abcdef") + as.numeric(!is.na(price[i]) && price[i] == 2.75)
    note <- sas_cut("Price in crowns", 200)
    out_shown[i] <- shown
    out_same[i] <- same
    out_note[i] <- note
  }
  sas_table(
    code = code, price = price, day = day, rest = sas_shorten(sas_shorten(rest, 4), 4),
    shown = out_shown, same = out_same, note = out_note
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-8: DATA described
  described <- tribble(
    ~code, ~price, ~day,
    "abcdef", 2.75, 366,  # 01JAN1961
    "xy", NA, NA
  ) |>
    mutate(rest = price - 1, rest = sas_shorten(rest, 4))

  # program.sas 14-18: DATA later
  later <- make_later(described)

  # program.sas 21: PROC CONTENTS
  about <- sas_contents_table(
    "WORK",
    "LATER",
    "",
    list(
      c("code", "Char", "6", "$2.", "", ""),
      c("price", "Num", "8", "5.0", "", "Price in crowns"),
      c("day", "Num", "8", "YYMMDD10.", "", "Day of sale"),
      c("rest", "Num", "4", "", "", "What is left"),
      c("shown", "Char", "7", "", "", ""),
      c("same", "Num", "8", "", "", ""),
      c("note", "Char", "200", "", "", "")
    ),
    nrow(later)
  ) |>
    select(NAME, LABEL, FORMAT)

  list(described = described, later = later, about = about)
}

if (sys.nframe() == 0) sas_main(run, libraries)
