"""A file → its rows, and each header → the field it means; what cannot be read is refused by name, never guessed."""
