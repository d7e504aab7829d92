"""A small world with a known truth: people, households and firms live, and sources write down what they saw of them."""
