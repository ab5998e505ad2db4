"""Everything that touches the world: network, disk, keyring, PDF, signatures. No Qt."""
