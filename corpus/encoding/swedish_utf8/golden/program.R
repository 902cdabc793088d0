# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format $ORT: 'gbg' Göteborg; 'mal' Malmö; other övrigt
ort <- function(x) {
  labels <- c(gbg = "Göteborg", mal = "Malmö")
  coalesce(unname(labels[x]), "övrigt")
}

# DATA orter, row by row: the step reads text with INPUT
make_orter <- function() {
  lines <- sas_lines(c(
    "Öberg gbg",
    "Zorn mal",
    "Ängström sth",
    "Åkesson mal"
  ))
  out_n <- 0
  out_namn <- out_kod <- out_ort <- out_versal <- out_första <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    namn <- lines$text(length = 12)
    kod <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    ort <- ort(kod)
    versal <- toupper(namn)
    första <- sas_cut(sas_substr(namn, 1, 1), 12)
    out_n <- out_n + 1
    out_namn[out_n] <- namn
    out_kod[out_n] <- kod
    out_ort[out_n] <- ort
    out_versal[out_n] <- versal
    out_första[out_n] <- första
  }
  sas_table(namn = out_namn, kod = out_kod, ort = out_ort, versal = out_versal, första = out_första)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: PROC FORMAT
  # Defined above: ort

  # program.sas 5-11: DATA orter
  orter <- make_orter()

  # program.sas 19-20: PROC SORT
  ordnad <- orter |> arrange(namn)

  list(orter = orter, ordnad = ordnad)
}

if (sys.nframe() == 0) sas_main(run, libraries)
