"""Fuzzing: random DATA steps over hostile data; interpreter, row loop and column-wise code must agree."""
