"""Rounds in lines, for screen readers, braille displays and terminals that can do nothing: no screen is painted.

It is the app itself, with its keys, commands and layers; after each key press a line says what has changed.
"""
