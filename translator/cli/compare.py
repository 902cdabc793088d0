"""`saslift compare`: the comparison of two data sets alone."""
