"""*Hướng dẫn*: the pages of ``docs/``, offline, opened by F1 at the right one."""
