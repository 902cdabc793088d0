"""`saslift translate`: SAS programs become pandas and R programs, with their maps, pages and manifest."""
