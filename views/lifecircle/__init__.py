"""The page 生活圈."""
