"""All commands of the app with their default keys."""

from __future__ import annotations

from tui.commands.command import ANYWHERE, CASES, ENTITIES, FIELD, FINDINGS, LIST, PANES, Command

_C, _F, _E = frozenset({CASES}), frozenset({FINDINGS}), frozenset({ENTITIES})
_L = frozenset({LIST})
_FIELD = frozenset({FIELD})


def _moving() -> tuple[Command, ...]:
    group = "Move"
    both = PANES | _L
    return (
        Command("move.down", ("j", "down"), "Go down", "move(1)", both, group),
        Command("move.up", ("k", "up"), "Go up", "move(-1)", both, group),
        Command("move.first", ("g", "home"), "Go to the first", "move_to_end(-1)", both, group),
        Command("move.last", ("G", "end"), "Go to the last", "move_to_end(1)", both, group),
        Command("move.half_down", ("ctrl+d",), "Go half a page down", "page(0.5)", both, group),
        Command("move.half_up", ("ctrl+u",), "Go half a page up", "page(-0.5)", both, group),
        Command("move.page_down", ("pagedown",), "Go a page down", "page(1)", both, group),
        Command("move.page_up", ("pageup",), "Go a page up", "page(-1)", both, group),
        Command("move.read_on", ("space",), "Page on through the findings", "page(1)", _F, group),
        Command("pane.left", ("h", "left", "shift+tab"), "Go to the pane on the left", "pane(-1)", PANES, group),
        Command("pane.right", ("l", "right", "tab"), "Go to the pane on the right", "pane(1)", PANES, group),
        Command("pane.cases", ("1",), "Go to the cases", "go_to_pane('cases')", PANES, group),
        Command("pane.findings", ("2",), "Go to the findings", "go_to_pane('findings')", PANES, group),
        Command("pane.entities", ("3",), "Go to the entities", "go_to_pane('entities')", PANES, group),
        Command("pane.zoom", ("z",), "Zoom the pane, or back", "zoom", PANES, group),
    )


def _finding() -> tuple[Command, ...]:
    group = "Find"
    return (
        Command("find.filter", ("/",), "Filter the cases as you type", "filter_cases", _C, group, "filter", 20),
        Command("find.text", ("/",), "Find in the findings", "find_in_text", _F, group, "find in text", 20),
        Command("find.listed", ("/",), "Filter the entities of this case", "filter_entities", _E, group),
        Command(
            "find.entity",
            ("e",),
            "Find an entity by symbol, name, alias or id",
            "find_entity",
            PANES,
            group,
            "find",
            30,
        ),
        Command(
            "find.next", ("n",), "Go to the next match or mention", "next_match(1)", PANES, group, "next mention", 12
        ),
        Command("find.previous", ("N",), "Go to the previous match or mention", "next_match(-1)", PANES, group),
        Command("open.findings", ("enter",), "Read the findings", "open_case", _C, group, "read", 10),
        Command(
            "open.mention", ("enter",), "Go to the entity of the mention", "open_mention", _F, group, "its entity", 10
        ),
        Command("open.entity", ("enter",), "Show the cases that name it", "open_entity", _E, group, "its cases", 10),
        Command("narrow", ("=",), "Narrow the cases by what is under the cursor", "narrow", PANES, group, "narrow", 40),
        Command(
            "exclude", ("-",), "Exclude what is under the cursor from the cases", "exclude", PANES, group, "exclude", 41
        ),
        Command(
            "entity.page",
            ("p",),
            "Show the page of the entity: names, years, what occurs with it",
            "entity_page",
            _E,
            group,
        ),
        Command("facets", ("F",), "Show the facets of the cases at hand", "facets", PANES, group),
        Command(
            "pairs",
            ("P",),
            "List pairs: what is named with what, with the sentence",
            "pairs",
            PANES,
            group,
            "pairs",
            58,
        ),
        Command("trail.back", ("[", "H"), "Go back to where you were", "trail(-1)", PANES, group, "back", 60),
        Command("trail.forward", ("]", "L"), "Go forward again", "trail(1)", PANES, group),
        Command("sort.date", ("S d",), "Sort by date, newest first", "sort('date')", PANES, "Sort"),
        Command("sort.title", ("S t",), "Sort by title", "sort('title')", PANES, "Sort"),
        Command("sort.author", ("S a",), "Sort by first author", "sort('author')", PANES, "Sort"),
        Command("sort.relevance", ("S r",), "Sort by relevance to the query", "sort('relevance')", PANES, "Sort"),
        Command(
            "sort.own", ("S c",), "Sort by your own order: of a collection, of marks", "sort('own')", PANES, "Sort"
        ),
        Command("sort.import", ("S i",), "Sort by time of import", "sort('import')", PANES, "Sort"),
    )


def _copying() -> tuple[Command, ...]:
    group = "Copy"
    cases = _C | _F
    return (
        Command("copy.last", ("y y",), "Copy as last time", "copy_again", cases, group),
        Command("copy.apa", ("y a",), "Copy the APA citation", "copy('apa')", cases, group),
        Command("copy.ama", ("y m",), "Copy the AMA citation", "copy('ama')", cases, group),
        Command("copy.vancouver", ("y v",), "Copy the Vancouver citation", "copy('vancouver')", cases, group),
        Command("copy.style", ("y s",), "Copy in any other style", "copy_style", cases, group),
        Command("copy.bibtex", ("y b",), "Copy as BibTeX", "copy('bibtex')", cases, group),
        Command("copy.ris", ("y r",), "Copy as RIS", "copy('ris')", cases, group),
        Command("copy.csl", ("y j",), "Copy as CSL-JSON", "copy('csl-json')", cases, group),
        Command("copy.doi", ("y d",), "Copy the DOI link", "copy('doi')", cases, group),
        Command("copy.id", ("y i",), "Copy the id", "copy('id')", cases, group),
        Command("copy.title", ("y t",), "Copy the title", "copy('title')", cases, group),
        Command("copy.findings", ("y f",), "Copy the key findings", "copy('findings')", cases, group),
        Command("copy.abstract", ("y x",), "Copy the abstract", "copy('abstract')", cases, group),
        Command("copy.link", ("y l",), "Copy a Markdown link", "copy('link')", cases, group),
        Command("copy.entity.name", ("y y",), "Copy the entity's name", "copy_entity('name')", _E, group),
        Command("copy.entity.curie", ("y i",), "Copy the entity's CURIE", "copy_entity('curie')", _E, group),
        Command("copy.entity.address", ("y o",), "Copy the entity's address", "copy_entity('address')", _E, group),
        Command("copy.entity.cases", ("y c",), "Copy the list of its cases", "copy_entity('cases')", _E, group),
        Command("copy.show", ("Y",), "Show the last copy plain, to select by mouse", "show_copy", PANES, group),
    )


def _keeping() -> tuple[Command, ...]:
    group = "Mark and keep"
    return (
        Command("mark", ("space",), "Mark the case and go on", "mark", _C, group, "mark", 45),
        Command("mark.range", ("V",), "Mark from the last mark to here", "mark_range", _C, group),
        Command("mark.all", ("A",), "Mark all cases of the list", "mark_all", _C, group),
        Command("mark.invert", ("!",), "Mark the others of the list instead", "mark_invert", _C, group),
        Command("mark.none", ("U",), "Take all marks off", "mark_none", _C | _F, group),
        Command("star", ("s",), "Star the case, or take the star off", "star", _C | _F, group),
        Command("tag", ("t",), "Tag the case", "tag", _C | _F, group),
        Command("note", ("a",), "Write a note on the case", "note", _C | _F, group),
        Command("note.editor", ("E",), "Write the note in your own editor", "note_outside", _C | _F, group),
        Command("read.toggle", ("r",), "Mark the case as unread, or as read", "toggle_read", _C | _F, group),
        Command("collect", ("c",), "Put the case into a collection", "collect", _C | _F, group),
        Command("collection.remove", ("X",), "Take the case out of this collection", "uncollect", _C | _F, group),
        Command("collection.down", ("J",), "Move the case down in this collection", "collection_move(1)", _C, group),
        Command("collection.up", ("K",), "Move the case up in this collection", "collection_move(-1)", _C, group),
        Command("collection.list", ("C",), "Show the collections", "collections", PANES, group),
        Command("undo", ("u",), "Undo", "undo", PANES, group),
        Command("redo", ("ctrl+r",), "Redo", "redo", PANES, group),
        Command("delete", ("D",), "Delete the case from the library", "delete", _C | _F, group),
        Command("place.save", ("m",), "Save this place under a key", "save_place", PANES, group),
        Command("place.list", ("'",), "Show saved places, collections, tags", "places", PANES, group),
        Command("write", ("w",), "Write the cases at hand to a file", "write_cases", PANES, group),
        Command("import", ("I",), "Import case files", "import_files", PANES, group),
    )


def _looking() -> tuple[Command, ...]:
    group = "Look"
    return (
        Command("open.address", ("o",), "Show and copy the address", "open_address", PANES, group),
        Command(
            "open.fulltext",
            ("f",),
            "Read the full text, or see where it is",
            "full_text",
            PANES,
            group,
            "full text",
            55,
        ),
        Command("imported", ("i",), "Show what came in last, with its warnings", "last_import", PANES, group),
        Command("mouse", ("M",), "Leave the mouse to the terminal, or take it back", "mouse", ANYWHERE, group),
        Command("theme", ("T",), "Next theme", "next_theme", ANYWHERE, group),
        Command("help", ("?", "f1"), "Show the keys of this place", "help", ANYWHERE, group, "keys", 52),
        Command("tour", ("f2",), "Take the tour: five steps; again, skip one", "tour", PANES, group),
        Command("palette", (":", "ctrl+p"), "Find a command by name", "palette", ANYWHERE, group),
        Command("status", (".",), "Say where you are", "status", ANYWHERE, group),
        Command("redraw", ("ctrl+l",), "Draw the screen anew", "redraw", ANYWHERE, group),
        Command("out", ("escape", "ctrl+g"), "Go one step out", "out", ANYWHERE | _FIELD, group),
        Command("suspend", ("ctrl+z",), "Go to the background until fg", "suspend", ANYWHERE | _FIELD, group),
        Command("quit", ("q",), "Close this layer; at the base quit", "quit_layer", ANYWHERE, group),
        Command("quit.now", ("ctrl+c", "ctrl+q"), "Quit", "quit_now", ANYWHERE | _FIELD, group),
    )


def _layers() -> tuple[Command, ...]:
    return (
        Command("layer.accept", ("enter",), "Take it", "accept", _L | _FIELD, "In a layer", "take it", 10),
        Command("layer.narrow", ("=",), "Narrow by it", "narrow_by_item", _L, "In a layer"),
        Command("layer.exclude", ("-",), "Exclude it", "exclude_item", _L, "In a layer"),
        Command("layer.rename", ("R",), "Rename it", "rename_item", _L, "In a layer"),
        Command("layer.delete", ("D",), "Delete it", "delete_item", _L, "In a layer"),
        Command("field.help", ("f1",), "Show the keys of this place", "help", _FIELD, "In a field"),
        Command(
            "field.complete",
            ("tab",),
            "Complete; in the finder: next kind",
            "complete",
            _FIELD,
            "In a field",
            "complete",
            20,
        ),
        Command(
            "field.editor", ("ctrl+o",), "In a note: go on in your own editor", "edit_outside", _FIELD, "In a field"
        ),
        Command("field.down", ("down", "ctrl+n"), "Go down", "move(1)", _FIELD, "In a field"),
        Command("field.up", ("up", "ctrl+p"), "Go up", "move(-1)", _FIELD, "In a field"),
        Command("field.page_down", ("pagedown",), "Go a page down", "page(1)", _FIELD, "In a field"),
        Command("field.page_up", ("pageup",), "Go a page up", "page(-1)", _FIELD, "In a field"),
    )


COMMANDS: tuple[Command, ...] = (*_moving(), *_finding(), *_copying(), *_keeping(), *_looking(), *_layers())
"""Every command, in the order in which help and key sheet list them."""
