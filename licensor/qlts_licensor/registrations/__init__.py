"""Orders: draft, offer, slip, commitments, payments and states."""
