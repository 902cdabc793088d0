"""Grammars as data: one `*.lark` file per sublanguage of SAS, and `errors.toml`."""
