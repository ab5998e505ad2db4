"""What stands before the software when the licence does not open it."""
