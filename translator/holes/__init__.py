"""Typed holes: what no rule translates, who may fill it, the gates an answer passes, and how it is put in.

Nothing here is imported by a run that fills nothing, save `contract`; the client of a local model (`ollama`)
only where a filler of that name is asked for.
"""
