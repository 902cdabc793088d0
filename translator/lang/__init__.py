"""The words every layer shares: sources, tokens, syntax, types, diagnostics."""
