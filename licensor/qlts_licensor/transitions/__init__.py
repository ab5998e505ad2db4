"""Everything that moves an order or a licence, by name; nothing else writes a state."""
