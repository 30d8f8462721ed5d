"""Names on a printed map: where they may stand, and how they are drawn."""
