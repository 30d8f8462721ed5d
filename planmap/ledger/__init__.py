"""`planmap ledger`: what an office writes on its plan, and what was written."""
