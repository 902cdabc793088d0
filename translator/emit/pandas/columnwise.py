"""Column-wise DATA steps."""
