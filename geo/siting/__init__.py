"""Where the next facilities should stand: candidate sites, two objectives, a proved bound."""
