"""Signing and validating slips; the only package that knows pyHanko."""
