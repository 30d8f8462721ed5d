"""Excel forms: given out to units, taken back filled in, compared and merged into the ledger."""
