# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

changes_lines <- c(
  "1 . 7",
  "1 Anna .",
  "2 . _",
  "3 Cid 1"
)

# DATA changes, row by row (L0203): special missing values (.A-.Z) may occur
make_changes <- function() {
  lines <- sas_lines(changes_lines, first_line = 14, special = "_")
  out_n <- 0
  out_id <- out_qty <- numeric(0)
  out_name <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    name <- lines$text(length = 8)
    qty <- lines$number(name = "qty")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_name[out_n] <- name
    out_qty[out_n] <- qty
  }
  sas_table(id = out_id, name = out_name, qty = out_qty)
}

# DATA updated, row by row (L0203): rows are changed one by one (UPDATE)
make_updated <- function(master, changes) {
  master <- master |> select(id, name, qty)
  master <- sas_sorted(master, "id", "WORK.MASTER")
  changes <- changes |> select(id, name, qty)
  changes <- sas_sorted(changes, "id", "WORK.CHANGES")
  updated <- sas_update_reader(environment(), master, changes, by = "id")
  out_n <- 0
  out_id <- out_qty <- numeric(0)
  out_name <- character(0)
  while (updated$read()) {
    if (updated$complete) {
      out_n <- out_n + 1
      out_id[out_n] <- id
      out_name[out_n] <- name
      out_qty[out_n] <- qty
    }
  }
  sas_table(id = out_id, name = out_name, qty = out_qty)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  sas_expect_special_missing()  # .A to .Z are told from .
  # program.sas 1-3: DATA master
  master <- tribble(
    ~id, ~name, ~qty,
    1, "Ann", 5,
    2, "Bo", 6,
    4, "Dag", 8
  )

  # program.sas 11-13: DATA changes
  changes <- make_changes()

  # program.sas 21-23: DATA updated
  updated <- make_updated(master, changes)

  list(master = master, changes = changes, updated = updated)
}

if (sys.nframe() == 0) sas_main(run, libraries)
