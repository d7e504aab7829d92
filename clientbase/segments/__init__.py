"""Segments: a condition in the marketer's words, read into a tree and compiled to SQL; and the file it stands in."""
