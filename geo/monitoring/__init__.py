"""实施监测: what the ledger says of the plan's items over time, summed up, judged and laid out."""
