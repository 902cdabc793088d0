# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format AGEGRP: low-<40 <40; 40-high 40+; other unknown
agegrp <- function(x) {
  x <- sas_snap(x, 40)
  case_when(x < 40 ~ "<40", x >= 40 ~ "40+", TRUE ~ "unknown")
}

# DATA demography, row by row: the step reads text with INPUT
make_demography <- function() {
  lines <- sas_lines(c(
    "P3 20DEC1955 F",
    "P1 15JUN1980 F",
    "P2 01JAN1990 M",
    "P4 . M"
  ))
  out_n <- 0
  out_id <- out_sex <- character(0)
  out_born <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$text(length = 8)
    born <- lines$number(informat = "DATE", width = 9, name = "born")
    sex <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_born[out_n] <- born
    out_sex[out_n] <- sex
  }
  sas_table(id = out_id, born = out_born, sex = out_sex)
}

# DATA doses, row by row: the step reads text with INPUT
make_doses <- function() {
  lines <- sas_lines(c(
    "P2 05MAR2021 10",
    "P1 10FEB2021 5",
    "P1 01FEB2021 5",
    "P3 01JAN2021 .",
    "P9 01JAN2021 5",
    "P4 02JAN2021 5"
  ))
  out_n <- 0
  out_id <- character(0)
  out_day <- out_mg <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$text(length = 8)
    day <- lines$number(informat = "DATE", width = 9, name = "day")
    mg <- lines$number(name = "mg")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_day[out_n] <- day
    out_mg[out_n] <- mg
  }
  sas_table(id = out_id, day = out_day, mg = out_mg)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: PROC FORMAT
  # Defined above: agegrp

  # program.sas 5-8: DATA demography
  demography <- make_demography()

  # program.sas 16-18: DATA doses
  doses <- make_doses()

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
  subjects <- sas_merge_by(demography, first_dose, "id", in_left = "in_known", in_right = "in_treated") |>
    filter(in_known) |>
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
