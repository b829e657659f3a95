"""One file a verb, a signature and a recipe; here alone rooms meet and the clock is read."""
