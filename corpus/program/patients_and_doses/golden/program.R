# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format AGEGRP: low-<40 <40; 40-high 40+; other unknown
agegrp <- function(x) {
  x <- sas_snap(x, 40)
  case_when(x < 40 ~ "<40", x >= 40 ~ "40+", TRUE ~ "unknown")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: PROC FORMAT
  # Defined above: agegrp

  # program.sas 5-8: DATA demography
  demography <- tribble(
    ~id, ~born, ~sex,
    "P3", -1473, "F",  # 20DEC1955
    "P1", 7471, "F",  # 15JUN1980
    "P2", 10958, "M",  # 01JAN1990
    "P4", NA, "M"
  )

  # program.sas 16-18: DATA doses
  doses <- tribble(
    ~id, ~day, ~mg,
    "P2", 22344, 10,  # 05MAR2021
    "P1", 22321, 5,  # 10FEB2021
    "P1", 22312, 5,  # 01FEB2021
    "P3", 22281, NA,  # 01JAN2021
    "P9", 22281, 5,  # 01JAN2021
    "P4", 22282, 5  # 02JAN2021
  )

  # program.sas 28: PROC SORT
  demography <- demography |> arrange(id)

  # program.sas 29: PROC SORT
  doses <- doses |> arrange(id, !is.na(day), day)

  # program.sas 32-38: DATA first_dose
  # The first day with a dose
  first_dose <- doses |>
    filter(mg > 0) |>
    filter(sas_first(id)) |>
    select(id, start = day)

  # program.sas 41-49: DATA subjects
  subjects <- sas_merge_by(demography, first_dose, "id", rows = "left", in_right = "in_treated") |>
    mutate(
      treated_yn = sas_cut(sas_ifc(as.numeric(in_treated), "Y", "N"), 1),
      age = sas_intck("year", born, start, "c"),
      group = agegrp(age)
    ) |>
    select(id, sex, start, treated_yn, age, group)

  # program.sas 52-53: PROC FREQ
  counts <- subjects |>
    count(treated_yn, group, name = "COUNT") |>
    mutate(
      COUNT = as.numeric(COUNT),
      known = if_else(treated_yn != "" & group != "", COUNT, NA_real_),
      PERCENT = known / sum(known, na.rm = TRUE) * 100,
      known = NULL
    ) |>
    select(treated_yn, group, COUNT)

  list(
    demography = demography,
    doses = doses,
    first_dose = first_dose,
    subjects = subjects,
    counts = counts
  )
}

if (sys.nframe() == 0) sas_main(run, libraries)
