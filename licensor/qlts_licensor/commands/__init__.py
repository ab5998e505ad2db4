"""The subcommands of ``qlts-licensor``, one module each."""
