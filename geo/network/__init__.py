"""The walking network: built from lines, snapped to, walked along, outlined."""
