"""The vocabulary of meaning: what a program does, in the spelling of no language."""
