"""What opens above the panes: finder, palette, keys, facets, menus, questions. Each closes with Esc."""
