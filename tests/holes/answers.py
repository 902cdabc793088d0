"""Good answers for the contract of conftest.py: group means, in Python and in R."""

PYTHON = '''import pandas as pd


def hole_0001(sales):
    """Mean of x in each region."""
    means = sales.groupby("region")["x"].mean()
    return pd.DataFrame({"region": means.index.astype("str"), "m": means.to_numpy()})
'''
R = """hole_0001 <- function(sales) {
  sales |>
    group_by(region) |>
    summarise(m = mean(x, na.rm = TRUE)) |>
    mutate(m = if_else(is.nan(m), NA_real_, m))
}
"""
