"""One file a target: how a segment is written for whoever takes it."""
