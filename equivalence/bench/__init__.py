"""`make bench`: costs as ratios measured in one run, never as timed tests."""
