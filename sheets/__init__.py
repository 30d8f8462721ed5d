"""Printed sheets: the plan at a true scale on paper, drawn from the same layer specs."""
