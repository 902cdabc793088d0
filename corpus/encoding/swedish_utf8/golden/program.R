# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format $ORT: 'gbg' Göteborg; 'mal' Malmö; other övrigt
ort <- function(x) {
  labels <- c(gbg = "Göteborg", mal = "Malmö")
  coalesce(unname(labels[x]), "övrigt")
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: PROC FORMAT
  # Defined above: ort

  # program.sas 5-11: DATA orter
  orter <- tribble(
    ~namn, ~kod,
    "Öberg", "gbg",
    "Zorn", "mal",
    "Ängström", "sth",
    "Åkesson", "mal"
  ) |>
    mutate(
      ort = ort(kod),
      versal = toupper(namn),
      första = sas_cut(substr(namn, 1, 1), 12)
    )

  # program.sas 19-20: PROC SORT
  ordnad <- orter |> arrange(namn)

  list(orter = orter, ordnad = ordnad)
}

if (sys.nframe() == 0) sas_main(run, libraries)
