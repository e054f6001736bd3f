"""The rows of the entity pane."""

from __future__ import annotations

from msgspec.structs import replace

from store import Library, bundled_library, read_page
from tui.present.entities import row_line, rows_of


def test_a_doubtful_link_is_told_before_it_is_followed() -> None:
    """`!` stands before the number of cases where the name is unlike the usual names of its id."""
    with Library.open(bundled_library(), readonly=True) as library:
        page = read_page(library, next(iter(library.index.search("").numbers)))
    page = replace(page, entities=(replace(page.entities[0], unlike=True), *page.entities[1:]))
    lines = [
        "".join(text for text, _ in row_line(row, page, width, first=False, cursor=False, active=False))
        for width in (28, 78)
        for row in rows_of(page)
        if row.entity is not None
    ]

    assert 2 == sum(f" !{page.entities[0].entity.cases}" in line for line in lines)


def test_the_headings_of_the_columns_stand_apart_from_the_title() -> None:
    """Numbers of cases may be so wide that there is no room for both."""
    with Library.open(bundled_library(), readonly=True) as library:
        page = read_page(library, library.number("PMC12893846"))
    first = page.entities[0]
    wide, widest = (
        replace(page, entities=(replace(first, entity=replace(first.entity, cases=cases)), *page.entities[1:]))
        for cases in (28_884, 273_384)
    )
    heading = rows_of(page)[0]
    lines = [
        "".join(text for text, _ in row_line(heading, one, width, first=True, cursor=False, active=False))
        for one in (page, wide, widest)
        for width in (28, 30, 40, 78)
    ]

    assert all("GENES, PROTEINS " in line and line.endswith(" lib") for line in lines)
    assert any(" text " in line for line in lines)
