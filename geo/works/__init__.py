"""Works (工作): what a planner made in a session, kept in the ledger's database piece by piece."""
