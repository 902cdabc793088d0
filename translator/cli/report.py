"""`saslift report`: where the programs stand, and how that changed."""
