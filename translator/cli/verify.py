"""`saslift verify`: runs programs on all engines and compares every step."""
