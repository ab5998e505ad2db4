"""*Kiểm tra phiếu đã ký*: what a signed file is worth."""
