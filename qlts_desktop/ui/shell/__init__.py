"""The main window, its pages, and the way from one screen to the next."""
