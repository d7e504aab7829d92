"""An invented tea shop and its people: everything that the example files are made of."""
