# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format AGEGRP: low-<18 Child; 18-64 Adult; 65-high Senior; . Unknown; other ?
agegrp <- function(x) {
  x <- sas_snap(x, c(18, 64, 65))
  case_when(
    x < 18 ~ "Child", is.na(x) ~ "Unknown", x >= 18 & x <= 64 ~ "Adult", x >= 65 ~ "Senior",
    TRUE ~ "?"
  )
}

# Format $AREA: 'NY', 'NJ' East; 'CA' West; '' blank; other Else
area <- function(x) {
  case_when(
    x == "" ~ "blank", x == "CA" ~ "West", x == "NJ" ~ "East", x == "NY" ~ "East", TRUE ~ "Else"
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-8: PROC FORMAT
  # Defined above: agegrp, area

  # program.sas 11-13: DATA people
  people <- tribble(
    ~age, ~state,
    17.5, "NY",
    18, "CA",
    64, "nj",
    64.5, "",
    65, "NJ",
    NA, "TX",
    -1, "CA"
  )

  # program.sas 24-28: DATA grouped
  grouped <- people |>
    mutate(
      group = agegrp(age),
      area = area(state),
      adult = as.numeric(agegrp(age) == "Adult")
    )

  list(people = people, grouped = grouped)
}

if (sys.nframe() == 0) sas_main(run, libraries)
