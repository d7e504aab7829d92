"""One value in, one value or one named problem out; pure functions, no files, no base."""
