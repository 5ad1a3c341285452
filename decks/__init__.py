"""What to learn: saved words, reading positions, cards, exports. The only writer of user data. Knows no screen."""
