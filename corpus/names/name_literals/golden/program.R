# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 3-6: DATA my sales
  my_sales <- tibble(`unit price` = 3, Antal = 2) |>
    mutate(`Värde %` = `unit price` * Antal)

  # program.sas 9-11: DATA copied
  copied <- my_sales |>
    mutate(Antal = case_when(`Värde %` == 6 ~ Antal + 1, TRUE ~ Antal)) |>
    select(price = `unit price`, Antal, `Värde %`)

  list(`my sales` = my_sales, copied = copied)
}

if (sys.nframe() == 0) sas_main(run, libraries)
