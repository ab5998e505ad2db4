"""Tests of the licensor's service."""
