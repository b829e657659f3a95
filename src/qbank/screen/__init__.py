"""What a person sees, presses and types: the only room that prints or asks."""
