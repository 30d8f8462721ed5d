"""The page 台账: what becomes of the plan, seen, entered and judged."""
