"""Painting: values in, styled lines out; nothing here knows of a screen."""
