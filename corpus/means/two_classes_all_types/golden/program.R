# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA sales
  sales <- tribble(
    ~region, ~product, ~amount,
    "N", 1, 10,
    "N", 2, NA,
    "S", 1, 5,
    "S", 1, 7,
    "", 1, 99,
    "N", NA, 98
  )

  # program.sas 13-16: PROC MEANS
  classified <- sales |> filter(region != "", !is.na(product))
  types <- sas_class_types(c("region", "product")) |>  # in all, by product, by region, by both
    lapply(\(keys) {
      classified |>
        group_by(`_ALL_` = 0, across(all_of(keys))) |>
        summarise(
          `_FREQ_` = as.numeric(n()),
          total = sas_sum(amount),
          n = as.numeric(sum(!is.na(amount))),
          .groups = "drop"
        )
    }) |>
    bind_rows(.id = "_TYPE_") |>
    mutate(`_TYPE_` = as.numeric(`_TYPE_`) - 1) |>
    select(region, product, `_TYPE_`, `_FREQ_`, total, n) |>
    sas_fill_text()

  # program.sas 19-22: PROC MEANS
  cells <- sales |>
    group_by(region, product) |>
    summarise(`_FREQ_` = as.numeric(n()), total = sas_sum(amount), .groups = "drop") |>
    arrange(region, !is.na(product), product)

  list(sales = sales, types = types, cells = cells)
}

if (sys.nframe() == 0) sas_main(run, libraries)
