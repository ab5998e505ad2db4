"""Filters of the console's pages."""
