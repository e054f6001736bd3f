"""What one person adds to the cases: stars, tags, notes, read marks, marks, collections, saved places; and undo."""
