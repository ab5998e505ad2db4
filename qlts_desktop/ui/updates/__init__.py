"""Newer versions of this program: the notice and its dialog."""
