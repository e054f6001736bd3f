"""Files made to hurt: everything is linear in their length. A test that hangs has failed."""

from __future__ import annotations

import pytest

from store.errors import RejectedError
from store.readers.case_file import read_case
from store.readers.items import MOST_ITEMS

HEAD = b"# T\n\n## Full-text entities\n\n- **Genes:** "


@pytest.mark.parametrize(
    "items",
    [
        b"(" * 5000 + b"x" + b")" * 5000,
        b"(" * 200_000,
        b"a (" * 200_000,
        b"[NCBI Gene " * 100_000,
        b"X [NCBI Gene 1] {aka " * 20_000,
        b"X [NCBI Gene 1] {aka {" * 20_000,
        b"X [NCBI Gene 1] {aka " + b"{" * 200_000,
        b"a" + b" (MESH:D000001)" * 50_000,
        b"a" + b" (MESH:D000001)" * 50_000 + b", b",
        b"a" + b" (b)" * 100_000 + b" [NCBI Gene 1]",
        b"a " + b"(" * 100_000 + b")" * 100_000 + b" [NCBI Gene 1]",
        b"x (" + b"a " * 100_000 + b")",
        b"a, b (MESH:D000001), " * 20_000,
        b" " * 2_000_000 + b"x",
        b"a\n" + b"  b,\n" * 50_000,
    ],
    ids=range(15),
)
def test_lists_of_entities(items: bytes) -> None:
    """Brackets, braces, ids and commas in numbers that nobody needs."""
    case, _ = read_case(HEAD + items)

    assert case.mentions


def test_five_thousand_entities() -> None:
    """All are there."""
    items = ", ".join(
        f"G{number} (gene, number {number}) [NCBI Gene {number + 1}] {{aka A{number}}}" for number in range(5000)
    )

    assert len(read_case(HEAD + items.encode())[0].mentions) == 5000


def test_items_are_limited() -> None:
    """What is too much for a list stays in its raw line, with a warning."""
    case, notices = read_case(HEAD + b"a, " * (MOST_ITEMS + 10))

    assert len(case.mentions) == MOST_ITEMS
    assert len(case.entity_lists[0].raw) > 3 * MOST_ITEMS
    assert "raw line" in notices[-1].message


@pytest.mark.parametrize(
    "data",
    [
        b"# T\n" + b"## H\ntext\n" * 100_000,
        b"# T\n" + b"## Abstract\ntext\n" * 50_000,
        b"# T\n" + b"## References\n3 references\n" * 20_000,
        b"# T\n## Abstract\n" + b"### H\n\ntext\n\n" * 50_000,
        b"# T\n\n## Abstract\n\n" + b"word " * 2_000_000,
        b"# " + b"# " * 1_000_000,
        b"# T\n\n**Authors:** " + b"A B, " * 200_000,
        b"# T\n\n**Authors:** A,\n" + b"B C,\n" * 50_000,
        b"# T\n\nPMC" + b" \xc2\xb7 x" * 500_000,
        b"# T\n\nDOI: 10.5555/" + b")" * 500_000,
        b"# T\n\n" + b"**a\n" * 100_000,
        b"# T\n\n" + b"a\n---\n" * 100_000,
        b"# T\n\n" + b"---\nSource: x\n" * 50_000 + b"end\n",
        b"# T\n" + b"\n" * 500_000,
        b"# T\n\n## References\n1 reference" + b" in the complete paper" * 50_000,
        b"<!---->" * 200_000 + b"\n# T\n",
        b"<!--" * 200_000 + b"\n# T\n",
        b"# T\n\n## Abstract\n\n" + "\u0301\u0323".encode() * 500_000,
        b"# T\n\n## Abstract\n\n" + b"caf\xe9 " * 500_000,
        b"# T\n\n## Full text\n\n" + b"```a\n" * 200_000,
        b"# T\n\n## Full text\n\n" + b"````a\n" * 100_000 + b"```\n" * 100_001,
        b"# T\n\n## Full text\n\n" + b"# x\n\ntext\n" * 100_000,
        b"# T\n\n**Authors:** A B\n\n" * 50_000,
        b"# T\n\n## Full text\n\n# " + b" " * 1_000_000 + b"x" * 3_000 + b"\n",
    ],
    ids=range(24),
)
def test_whole_files(data: bytes) -> None:
    """Headings, marks, spaces and lines in numbers that nobody needs."""
    case, notices = read_case(data)

    assert case.title
    assert len(notices) <= 101


def test_a_file_of_fifty_megabytes_is_refused() -> None:
    """Before anything of it is read."""
    with pytest.raises(RejectedError, match="50,000,004 bytes"):
        read_case(b"# T\n" + b"a" * 50_000_000)


def test_one_line_without_a_title_is_refused() -> None:
    """However long."""
    with pytest.raises(RejectedError, match="neither a title"):
        read_case(b"word " * 2_000_000)
