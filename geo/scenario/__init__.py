"""What changes when facilities are added, moved or closed: the plan's, or a planner's own."""
