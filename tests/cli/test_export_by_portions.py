"""Citation formats are written a portion at a time where that can be, and read as if they were written at once."""

from __future__ import annotations

from io import StringIO

import pytest

from store import FORMATS, Library, bundled_library
from tui import writing
from tui.configuration import Configuration
from tui.references import records_of, references_of


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("count", [0, 1, 2, 5, 6])
def test_portions_make_the_whole(form: str, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of cases and of portions."""
    monkeypatch.setattr(writing, "_AT_ONCE", 2)
    configuration, out = Configuration(), StringIO()
    with Library.open(bundled_library(), readonly=True) as library:
        numbers = library.index.search("").numbers[:count]
        writing.write_cases(library, numbers, form, out, configuration)

        assert records_of(references_of(library.cases(numbers), configuration), form, configuration) == out.getvalue()
