"""Licences: their rows, the facts behind them, and the files that are signed."""
