"""The headless commands: every answer of the app, for reading in a terminal and for pipes. Loads no Textual."""
