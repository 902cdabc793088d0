# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA texts
  texts <- tibble(t = c("1,234", "$5.50", "(12)", "75%", "12x", "", " -3"))

  # program.sas 15-20: DATA read
  read <- texts |>
    mutate(
      plain = sas_input(t, "", 12, quiet = TRUE),
      two = sas_input(t, "", 12, 2, quiet = TRUE),
      comma = sas_input(t, "COMMA", 12, quiet = TRUE),
      part = sas_input(t, "PERCENT", 12, quiet = TRUE)
    )

  list(texts = texts, read = read)
}

if (sys.nframe() == 0) sas_main(run, libraries)
