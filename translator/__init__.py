"""saslift carries SAS programs over to pandas and R. The layers stand in docs/map.md."""

__version__ = "0.1.0"
