"""Attaching a scan of the stamped slip to its order."""
