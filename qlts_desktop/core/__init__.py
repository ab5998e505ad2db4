"""The client's own rules as pure functions of values."""
