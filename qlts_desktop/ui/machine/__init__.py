"""*Kiểm tra máy*, and how token drivers are installed."""
