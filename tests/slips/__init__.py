"""The slip as other programs see it."""
