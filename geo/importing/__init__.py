"""Layers that other offices send: looked at, then read, with nothing dropped unsaid."""
