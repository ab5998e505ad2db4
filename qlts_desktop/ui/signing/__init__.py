"""Signing a slip with the unit's certificate."""
