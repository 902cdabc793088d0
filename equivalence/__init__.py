"""Evidence that results are the same: the reference interpreter, runners, comparison, synthetic data."""
