"""The store: papers, their index, and what can be asked of them. Knows nothing of terminals."""
