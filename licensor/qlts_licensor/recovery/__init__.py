"""Asking for data of a subscription that was cut."""
