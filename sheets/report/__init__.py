"""A report of the plan as a Word or PDF document: one content, two writers."""
