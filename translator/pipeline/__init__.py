"""The stages in order: find programs, read, lower, emit. One call of a command is one function here."""
