"""Who is who, measured: our command, the floor of exact keys, and a peer, on lists with a known truth."""
