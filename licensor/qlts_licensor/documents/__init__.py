"""Documents that the licensor makes itself."""
