"""Life circles: the standard as data, who lacks what, shares, catchments, what the plan adds."""
