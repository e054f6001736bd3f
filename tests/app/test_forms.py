"""The one table of styles and formats, from which menus, options and the configuration are made."""

from __future__ import annotations

from io import StringIO

import store
from store import Library, bundled_library
from tui.configuration import Configuration
from tui.copies import FORMATS, STYLES, WRITABLE
from tui.writing import write_cases


def test_it_names_what_the_store_can_do() -> None:
    """Every style and format of the store, in its order, with the suffix of its files."""
    assert list(store.STYLES) == list(STYLES)
    assert {name: form.suffix for name, form in store.FORMATS.items()} == {
        n: form.suffix for n, form in FORMATS.items()
    }
    assert list(store.FORMATS) == list(FORMATS)


def test_no_two_share_a_key() -> None:
    """In a menu each has a letter of its own."""
    for menu in ({**STYLES, **FORMATS}, WRITABLE):
        assert len({form.letter for form in menu.values()}) == len(menu)


def test_all_of_it_can_be_written() -> None:
    """Whatever can be chosen for a file comes out."""
    with Library.open(bundled_library(), readonly=True) as library:
        numbers = library.index.search("").numbers[:2]
        for form in WRITABLE:
            out = StringIO()
            write_cases(library, numbers, form, out, Configuration())
            assert "2026" in out.getvalue(), form


async def test_the_app_writes_what_the_command_line_does(tour) -> None:
    """`w` offers every format, each under its letter."""
    async with tour() as person:
        for form in WRITABLE.values():
            await person.press("w")
            await person.until(lambda: "Write 18 cases as" in person.text)
            for each in WRITABLE.values():
                assert each.title in person.text
            await person.press(form.letter)
            await person.until(lambda title=form.title: f"Write as {title} to the file" in person.text)
            assert f"cases{form.suffix}" in person.text
            await person.press("ctrl+g")
