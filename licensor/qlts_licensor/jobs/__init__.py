"""Work that nobody waits for: after a change, and every night."""
