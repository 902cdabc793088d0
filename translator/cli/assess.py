"""`saslift assess`: the inventory of an estate."""
