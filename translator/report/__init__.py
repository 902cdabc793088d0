"""What people and tools get to read: diagnostics, output folders, pages, progress over time."""
