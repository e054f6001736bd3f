"""Readers of the formats in which cases arrive."""
