"""What each planner's session owns, and how long it lives."""
