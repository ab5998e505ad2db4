"""Command-line tasks for support staff and scripts. They need no Qt."""
