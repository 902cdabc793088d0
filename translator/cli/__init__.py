"""Words on the command line become one call each; the exit codes are made here."""
