"""What people type, paste or send, read as values of the ledger: dates, amounts, choices."""
