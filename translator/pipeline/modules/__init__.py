"""Macros of files that several programs use: their functions stand once, in a module of the output folder."""
