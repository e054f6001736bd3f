"""The parts of a screen: they paint the values they are given and post what was done to them."""
