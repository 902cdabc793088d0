"""Macro calls as function calls: what the expansions of a macro have in common is written once."""
