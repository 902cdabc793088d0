"""SAS Enterprise Guide projects (.egp): a zip file with project.xml and the programs' texts."""

from translator.frontend.project.text import project_text, read_project

__all__ = ["project_text", "read_project"]
