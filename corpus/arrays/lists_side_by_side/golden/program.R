# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA prices
  prices <- tribble(
    ~rate, ~p1, ~p2, ~p3, ~p4, ~p5, ~s1, ~s2,
    2, 1, NA, 3, 4, 5, "ab", "",
    NA, 1, 1, 1, 1, 1, "", "c"
  ) |>
    select(s1, s2, rate, p1, p2, p3, p4, p5)

  # program.sas 10-32: DATA priced
  cost <- paste0("cost", 1:5)
  p <- paste0("p", 1:5)
  s <- c("s1", "s2")
  label <- c("label1", "label2")
  priced <- prices |> mutate(dear = 0)
  # One column of costs for each price
  for (i_ in seq_along(cost)) {
    priced <- priced |>
      mutate(
        "{cost[i_]}" := .data[[p[i_]]] * rate,
        dear = case_when(.data[[cost[i_]]] >= 6 ~ dear + 1, TRUE ~ dear)
      )
  }
  priced <- priced |> mutate(i = 6)
  for (i_ in 5:2) {
    priced <- priced |>
      mutate(
        when_p = is.na(.data[[p[i_]]]),
        when_p_2 = !is.na(.data[[p[i_]]]) & .data[[p[i_]]] == 5,
        "{p[i_]}" := case_when(when_p ~ .data[[p[i_ - 1]]], when_p_2 ~ -1, TRUE ~ .data[[p[i_]]]),
        rate = case_when(when_p ~ rate, when_p_2 ~ 0, TRUE ~ rate)
      )
  }
  priced <- priced |> mutate(j = 1)
  for (i_ in seq_along(s)) {
    priced <- priced |>
      mutate("{label[i_]}" := if_else(.data[[s[i_]]] == "", "none", toupper(.data[[s[i_]]])))
  }
  priced <- priced |>
    mutate(i = 3) |>
    select(s1, s2, rate, p1, p2, p3, p4, p5, cost1, cost2, cost3, cost4, cost5, label1, label2, dear, i, j)

  list(prices = prices, priced = priced)
}

if (sys.nframe() == 0) sas_main(run, libraries)
