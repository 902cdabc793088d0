"""Syntax to plan: names, types and conversions are decided here, once, for both targets."""
