"""What the words mean: compiled dictionaries, look-up, glosses in both directions, terms. Knows no user data and no screen."""
