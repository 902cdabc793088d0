"""What PROCs mean: one file a family of nodes."""
