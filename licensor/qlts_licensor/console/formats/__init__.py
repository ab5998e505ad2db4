"""How days and times are written in the console."""
