"""One file a verb: a signature and a recipe; the only place where the rooms meet, and where the clock is read."""
