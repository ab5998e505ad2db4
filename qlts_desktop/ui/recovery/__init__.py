"""*Yêu cầu khôi phục dữ liệu*: asking for the data of a subscription that was cut."""
