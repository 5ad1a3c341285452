"""The screens: reading, and the layers over it (details, terms, export, search, help)."""
