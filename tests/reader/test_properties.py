"""Whatever is done to a file, nothing is lost, nothing is unsafe, and what was read can be written and read again."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.documents import to_case, to_document, to_json
from store.errors import RejectedError
from store.index import entry_of, entry_of_case
from store.layout import write_case
from store.readers.case_file import read_case
from store.storage.packing import write_json
from store.text import clean, is_clean
from tests.reader.case_texts import case_text, read_with_notices
from tests.reader.keeping import lost_words, texts_in

PIECES = st.sampled_from(
    [
        *("## Abstract", "# Second title", "### Deeper", "## Results", "## Methods", "##", "**Abstract**", "Abstract"),
        *("====", "---", "- item", "1. numbered", "• dot", "> quoted", "| cell | cell |", "**Authors:** Eve Extra"),
        *("Authors:", "PMC · DOI: 10.5555/other · 2001", "DOI: unknown", "PMID: 123", "May 2020", "Source: nowhere"),
        *("Source: https://other.example/PMC9", "- **Genes:** TP53 (protein) [NCBI Gene 7157] {aka P53, BCC7}"),
        *("- **Genes:** loose, text (MESH:D1)", "- Diseases: gout", "**Kinds:**", "some stray text", "  indented text"),
        *("## Full text", "## Figures", "7 figures", "7 figures drawn by hand", "## Unknown heading", "a · b"),
        *("}{ )( ][", "`code`", "\\# escaped", "café – naïve β", "\u202ebidi", "zero\u200bwidth", "tab\tbed"),
        *("A\u0301\u0302\u0303\u0304\u0305\u0306 marks", ""),
    ]
)
LINES = case_text(more="## Funding\n\nGrant twelve.").split("\n")


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A case file with lines put in, taken out, moved and broken."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["insert", "insert", "insert", "remove", "swap", "break"])):
            case "insert":
                lines.insert(place, draw(PIECES))
            case "remove" if len(lines) > 1:
                lines.pop(place)
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[place], lines[other] = lines[other], lines[place]
            case _:
                at = draw(st.integers(0, len(lines[place])))
                lines[place] = (
                    lines[place][:at] + draw(st.sampled_from(["\n", "  ", " (", ") ", ", "])) + lines[place][at:]
                )
    return "\n".join(lines)


@settings(max_examples=400, deadline=None)
@given(mangled())
@example("#\n\n## Abstract\n\nText.")
def test_every_word_is_kept(text: str) -> None:
    """Each word of the file is somewhere in the case."""
    try:
        case, _ = read_case(text.encode())
    except RejectedError:
        return

    assert lost_words(text.encode(), case) == set()


@settings(max_examples=200, deadline=None)
@given(mangled())
def test_what_an_import_makes_of_a_case_is_what_its_document_gives(text: str) -> None:
    """The stored JSON and the index entry, which are made of the case itself, to save time."""
    try:
        case, _ = read_case(text.encode())
    except RejectedError:
        return
    document = to_document(case)

    assert write_json(document | {"imported": {"batch": 1}}) == to_json(case, {"imported": {"batch": 1}})
    assert entry_of(document) == entry_of_case(case)


@settings(max_examples=400, deadline=None)
@given(mangled())
def test_what_was_read_can_be_written_and_read_again(text: str) -> None:
    """The case file that we write gives the same case, and so does its document."""
    try:
        case, _ = read_case(text.encode())
    except RejectedError:
        return

    assert to_case(to_document(case)) == case
    again, _ = read_case(write_case(case).encode())
    third, _ = read_case(write_case(again).encode())
    assert again == third
    assert (again.id, again.title, again.authors, again.key_findings) == (
        case.id,
        case.title,
        case.authors,
        case.key_findings,
    )


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: f"# T\n\n{text}".encode("utf-8", "surrogatepass"))
)
@example(b"# T\n\n## Full-text entities\n\n- **Genes:** {aka {aka (")
@example(b"\xff\xfe#\x00")
@example(b"# \n**Authors:**\n-\n")
def test_any_bytes_are_a_case_or_refused(data: bytes) -> None:
    """With a line and a reason; no string of a case is unsafe or blank where it should be absent."""
    try:
        case, notices = read_case(data, name="file.md")
    except RejectedError as error:
        assert error.reason and error.line >= 1 and is_clean(error.reason)
        return

    assert case.title and case.id
    assert all(is_clean(text) for text in texts_in(to_document(case)))
    assert all(
        is_clean(notice.message) and 1 <= notice.line <= data.count(b"\n") + data.count(b"\r") + 2 for notice in notices
    )
    assert "" not in (*case.authors, *case.key_findings, *case.abstract, case.tldr, case.doi, case.journal, case.url)
    assert all(mention.name for mention in case.mentions)


NAME = st.text(st.characters(categories=["L", "N"], include_characters=" -'"), min_size=1, max_size=12).map(str.strip)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(NAME, NAME, st.integers(1, 10**9), st.lists(NAME.filter(bool), max_size=3)), max_size=6))
def test_items_made_of_parts_come_apart_again(items: list[tuple[str, str, int, list[str]]]) -> None:
    """Name, description, id and aliases of any letters."""
    items = [(name or "x", description, number, aliases) for name, description, number, aliases in items]
    line = ", ".join(
        f"{name}{f' ({description})' if description else ''} [NCBI Gene {number}]"
        f"{' {aka ' + ', '.join(aliases) + '}' if aliases else ''}"
        for name, description, number, aliases in items
    )
    case, _ = read_with_notices(case_text(linked=None, entities=f"- **Genes:** {line}"))
    expected = [
        (*(clean(part).strip() for part in (name, description)), (f"ncbigene:{number}",), len(aliases))
        for name, description, number, aliases in items
    ]

    assert [(one.name, one.description or "", one.curies, len(one.aliases)) for one in case.mentions] == expected
