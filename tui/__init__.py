"""Rounds, the terminal application and its headless commands."""
