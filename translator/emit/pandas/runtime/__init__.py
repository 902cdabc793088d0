"""The source of `sas_semantics.py`: what generated programs call. `helpers` copies from here what is used."""
