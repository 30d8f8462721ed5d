"""Works (工作): a planner's session saved as it goes, listed, opened again, shared to be read."""
