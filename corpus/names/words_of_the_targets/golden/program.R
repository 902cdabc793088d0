# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA class, row by row: the step reads text with INPUT
make_class <- function() {
  lines <- sas_lines(c(
    "a 1 2 3 4 5",
    "a . 1 1 1 1",
    "b 7 . 0 2 2"
  ))
  out_n_2 <- 0
  out_if <- character(0)
  out_sum <- out_max <- out_n <- out_index <- out_lambda <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    if_ <- lines$text(length = 8)
    sum <- lines$number(name = "sum")
    max <- lines$number(name = "max")
    n <- lines$number(name = "n")
    index <- lines$number(name = "index")
    lambda <- lines$number(name = "lambda")
    lines$finish()
    if (lines$ended) break
    out_n_2 <- out_n_2 + 1
    out_if[out_n_2] <- if_
    out_sum[out_n_2] <- sum
    out_max[out_n_2] <- max
    out_n[out_n_2] <- n
    out_index[out_n_2] <- index
    out_lambda[out_n_2] <- lambda
  }
  sas_table(
    `if` = out_if, sum = out_sum, max = out_max, n = out_n, index = out_index, lambda = out_lambda
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA class
  class <- make_class()

  # program.sas 10-15: DATA list
  list_ <- class |>
    mutate(
      def = sas_sum_across(sum, max),
      true = as.numeric(!is.na(def) & def > 3),
      c = n * 2,
      str = sas_cut(paste0(sas_pad(`if`, 8), "!"), 9)
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
