"""One file a command's story; the only place where sources, matching, segments and privacy meet."""
