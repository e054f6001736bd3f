"""Sections: how their headings are told, and what is read from their text."""

from __future__ import annotations

import pytest

from store.model import FullText, Items, OtherSection
from tests.reader.case_texts import ADDRESS, TITLE, case_text, read, read_with_notices


def test_order_of_sections_does_not_matter() -> None:
    """Sections are told by their headings."""
    text = "# T\n\n## References\n\n3 references\n\n## Abstract\n\nText.\n\n## TL;DR\n\nShort."
    case = read(text)

    assert (case.tldr, case.abstract, case.references.count) == ("Short.", ("Text.",), 3)


@pytest.mark.parametrize(
    "heading",
    [
        *("## TLDR", "## tl;dr", "## TL;DR:", "## **TL;DR**", "##  TL;DR  ##", "   ## TL;DR", "## TL; DR"),
        *("## 1. TL;DR", "## TL;DR (1)", "## 🧬 TL;DR", "##\u00a0TL;DR", "## TL;DR —"),
    ],
)
def test_spellings_of_headings(heading: str) -> None:
    """A heading is known in any letter case, with a colon, in bold, closed by its marks."""
    assert read(case_text().replace("## TL;DR", heading)).tldr == "A short summary."


@pytest.mark.parametrize("heading", ["Full text entities", "Full\u2010text entities", "FULL-TEXT ENTITIES"])
def test_hyphens_of_headings(heading: str) -> None:
    """U+2010 and its kin are hyphens."""
    case = read(case_text().replace("Full-text entities", heading))

    assert [mention.section for mention in case.mentions] == ["linked", "full_text"]


@pytest.mark.parametrize("levels", [(1, 1), (2, 3), (3, 4), (1, 3), (2, 2)])
def test_levels_of_headings(levels: tuple[int, int]) -> None:
    """The case is the same whatever the levels."""
    title, section = levels
    text = case_text().replace("## ", "#" * section + " ").replace(f"# {TITLE}", "#" * title + f" {TITLE}", 1)
    case, _ = read_with_notices(text)

    assert case == read(case_text())


@pytest.mark.parametrize("rule", ["---", "===", "----------"])
def test_underlined_headings(rule: str) -> None:
    """A heading may be underlined; a warning says so."""
    text = case_text(title=f"{TITLE}\n=====").replace("## Abstract", f"Abstract\n{rule}")
    case, notices = read_with_notices(text)

    assert case == read(case_text())
    assert len(notices) == 2


def test_headings_in_bold_or_without_space() -> None:
    """They are told from text by their names."""
    text = case_text().replace("## Abstract", "**Abstract**").replace("## Figures", "##Figures")
    case, notices = read_with_notices(text)

    assert case == read(case_text())
    assert len(notices) == 2


def test_unknown_sections_are_kept_in_order() -> None:
    """With the headings inside them, which are deeper."""
    case = read(case_text(more="## Funding\n\nGrant 12.\n\n### Donors\n\n- one\n\n## 摘要\n\n中文。"))

    assert case.other_sections == (
        OtherSection("Funding", "Grant 12.\n\n### Donors\n\n- one"),
        OtherSection("摘要", "中文。"),
    )


def test_repeated_sections_add_up() -> None:
    """The second is added to the first, with a warning."""
    case, notices = read_with_notices(case_text(more="## Abstract\n\nThird.\n\n## References\n\n- One more"))

    assert case.abstract == ("First paragraph.", "Second paragraph.", "Third.")
    assert case.references == Items(13, f"{ADDRESS}/full.md", ("One more",))
    assert len(notices) == 2


def test_abstract_with_headings_of_its_own() -> None:
    """Its parts stay in it, labelled, in order."""
    parts = "## Background\n\nWhy.\n\n## Methods\n\nHow.\n\n### Results\n\nWhat."
    case, notices = read_with_notices(case_text(abstract=parts))

    assert case.abstract == ("Background: Why.", "Methods: How.", "Results: What.")
    assert notices

    deeper, notices = read_with_notices(case_text(abstract="Start.\n\n### Results\n\nWhat.\n\n### End"))
    assert deeper.abstract == ("Start.", "Results: What.", "End")
    assert notices


def test_paragraphs() -> None:
    """Wrapped lines are joined; list items, rows of tables and quotations stay apart; rules are none."""
    text = "One\ntwo.\n\n---\n\n- item\n  goes on\n- other\n\n| a | b |\n|---|---|\n| 1 | 2 |\n> said"
    case = read(case_text(abstract=text))

    assert case.abstract == ("One two.", "- item goes on", "- other", "| a | b |", "|---|---|", "| 1 | 2 |", "> said")


def test_rules_and_sources_inside_the_abstract() -> None:
    """The last source counts; what looks like one before it is text."""
    case = read(case_text(abstract="One.\n\n---\n\nSource: https://not.example/\n\nTwo."))

    assert case.abstract == ("One.", "Source: https://not.example/", "Two.")
    assert case.url == ADDRESS


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("- one\n- two", ("one", "two")),
        ("* one\n+ two\n• three\n– four", ("one", "two", "three", "four")),
        ("1. one\n2) two\n(3) three", ("one", "two", "three")),
        ("- one\n  goes on\ngoes on too\n- two", ("one goes on goes on too", "two")),
        ("- one\n  - nested\n\n    deeper", ("one", "nested deeper")),
        ("One finding.\n\nAnother one.", ("One finding.", "Another one.")),
        ("-\n- one", ("one",)),
        ("- 5. May was warm", ("5. May was warm",)),
        ("- *p* < 0.05\n- -80 °C", ("*p* < 0.05", "-80 °C")),
    ],
)
def test_key_findings(text: str, findings: tuple[str, ...]) -> None:
    """Bullets of any form, wrapped lines, paragraphs between."""
    assert read(case_text(findings=text)).key_findings == findings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"2 figures with captions in the complete paper: {ADDRESS}", Items(2, ADDRESS)),
        ("1 figure with captions", Items(1)),
        ("1,204 figures", Items(1204)),
        ("12 figures.", Items(12)),
        ("None", Items(0)),
        ("No figures.", Items(0)),
        ("- Figure 1. A scan.\n- Figure 2. Another.", Items(2, None, ("Figure 1. A scan.", "Figure 2. Another."))),
        ("3 figures\n\n1. A scan.", Items(3, None, ("A scan.",))),
        ("", Items()),
    ],
)
def test_figures(text: str, expected: Items) -> None:
    """A count and an address, or the items."""
    assert read(case_text(figures=text)).figures == expected


def test_a_note_that_says_more_than_a_count_is_kept() -> None:
    """Beside the count, under the heading of its section."""
    case = read(case_text(figures="2 figures, one of them in colour"))

    assert case.figures == Items(2)
    assert case.other_sections == (OtherSection("Figures", "2 figures, one of them in colour"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"_Full body text omitted from this summary view._ Fetch the complete paper as Markdown: {ADDRESS}",
            FullText(ADDRESS),
        ),
        ("_Full body text omitted from this summary view._", FullText()),
        (f"<{ADDRESS}>", FullText(ADDRESS)),
        ("All of it.\n\n### Case\n\nIt says so.", FullText(None, "All of it.\n\n### Case\n\nIt says so.")),
        (f"Fetch the complete paper: {ADDRESS}\n\nAll of it.", FullText(ADDRESS, "All of it.")),
    ],
)
def test_full_text(text: str, expected: FullText) -> None:
    """Where it is, or what it says."""
    assert read(case_text(full_text=text)).full_text.url in (expected.url, f"<{expected.url}>")
    assert read(case_text(full_text=text)).full_text.text == expected.text


def test_full_text_keeps_its_own_headings() -> None:
    """Headings of the layout inside the full text are its own; those of the layout's sections are not."""
    case = read(case_text(full_text="Long text.\n\n### References\n\n1. Theirs."))

    assert case.full_text.text == "Long text.\n\n### References\n\n1. Theirs."
    assert case.references.count == 13


def test_notices_are_in_the_order_of_lines_and_bounded() -> None:
    """However much is odd about a file."""
    _, notices = read_with_notices("# T\n" + "## Abstract\n\nText.\n" * 500)

    assert [notice.line for notice in notices] == sorted(notice.line for notice in notices)
    assert len(notices) == 101
    assert "399 more" in notices[-1].message


@pytest.mark.parametrize("fence", ["```", "~~~~", "   ```"])
def test_code_has_no_headings(fence: str) -> None:
    """What stands in a block of code is text, whatever it looks like."""
    code = f"{fence}\n# comment\n## Abstract\n{fence.strip()}"
    case = read(case_text(full_text=f"The script:\n\n{code}\n\nIt ran."))

    assert f"The script:\n\n{code}\n\nIt ran." == case.full_text.text
    assert ("First paragraph.", "Second paragraph.") == case.abstract


@pytest.mark.parametrize("begin", ["```markdown\n", "\n```\n", "~~~ md\n\n"])
def test_a_file_that_is_one_block_of_code(begin: str) -> None:
    """Is the case that stands in it; warnings name the lines of the file."""
    text = case_text(ids="PMC · DOI: none · Journal · 2020")
    case, notices = read_with_notices(f"{begin}{text}\n{begin.strip()[:3]}\n")
    same, expected = read_with_notices(text)

    assert case == same
    assert [one.line for one in notices] == [one.line + begin.count("\n") for one in expected] != []


def test_pages_end_where_they_may() -> None:
    """Text out of a PDF has a form feed in front of the first line of each page."""
    case = read(case_text(abstract="First\x0bpage.\n\n\x0cSecond page.").replace("## Linked", "\x0c## Linked"))

    assert case.abstract == ("First page.", "Second page.")
    assert [one.section for one in case.mentions] == ["linked", "full_text"]


def test_code_that_never_ends_hides_nothing() -> None:
    """Three marks without their counterpart are three marks."""
    case, _ = read_with_notices(case_text(tldr="```\nShort."))

    assert ("First paragraph.", "Second paragraph.") == case.abstract


@pytest.mark.parametrize(
    ("figures", "count"),
    [("3", 3), ("Figures: 4", 4), ("There are 4 figures.", 4), ("None listed.", 0), ("N/A", 0), ("- 3", 3)],
)
def test_counts_in_few_words(figures: str, count: int) -> None:
    """A number, or that there are none, is a count and no figure."""
    case = read(case_text(figures=figures))

    assert (case.figures.count, case.figures.items) == (count, ())


@pytest.mark.parametrize("marks", [("[1]", "[2]"), ("(a)", "(b)"), ("a)", "b)"), ("✓", "✓"), ("→", "→")])
def test_other_marks_of_items(marks: tuple[str, str]) -> None:
    """Numbers in brackets, letters, ticks and arrows begin an item each."""
    case = read(case_text(references=f"{marks[0]} First paper.\n{marks[1]} Second paper,\n  wrapped."))

    assert case.references.items == ("First paper.", "Second paper, wrapped.")


@pytest.mark.parametrize("source", ["*Source: {}*", "Source: {} (accessed 2020-05-06)", "_Source:_ {}"])
def test_sources_with_something_around_the_address(source: str) -> None:
    """The address is found, without the emphasis of its line."""
    case = read(case_text(source="---\n" + source.format(ADDRESS)))

    assert case.url == ADDRESS
