# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA class
  class <- tribble(
    ~`if`, ~sum, ~max, ~n, ~index, ~lambda,
    "a", 1, 2, 3, 4, 5,
    "a", NA, 1, 1, 1, 1,
    "b", 7, NA, 0, 2, 2
  )

  # program.sas 10-15: DATA list
  list_ <- class |>
    mutate(
      def = sas_sum_across(sum, max),
      true = as.numeric(!is.na(def) & def > 3),
      c = n * 2,
      str = paste0(sas_pad(`if`, 8), "!")
    )

  # program.sas 18-21: PROC MEANS
  print <- list_ |>
    filter(`if` != "") |>
    group_by(`if`) |>
    summarise(
      n = as.numeric(sum(!is.na(sum))),
      sum = sas_sum(sum),
      index = as.numeric(sum(!is.na(max))),
      max = sas_sum(max)
    ) |>
    select(`if`, sum, max, n, index)

  # program.sas 24-25: PROC SORT
  function_ <- list_ |> arrange(desc(lambda)) |> select(`if`, lambda, def)

  list(class = class, list = list_, print = print, `function` = function_)
}

if (sys.nframe() == 0) sas_main(run, libraries)
