"""Cases written as case files again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from store.layout import write_case
from store.model import Case, FullText, Items, Mention, OtherSection
from store.readers.case_file import read_case
from tests.reader.case_texts import case_text, read, read_with_notices


def test_a_file_in_order_is_written_as_it_was() -> None:
    """Letter by letter."""
    text = case_text(
        figures="1 figure with captions in the complete paper: https://x.example/PMC77",
        full_text="_Full body text omitted from this summary view._ "
        "Fetch the complete paper as Markdown: https://papers.example/paper/PMC77/full.md",
    )

    assert write_case(read(text)) == f"{text}\n"


@pytest.mark.parametrize(
    "changes",
    [
        {"authors": "**Authors:** Test, Ada; Probe, Ben"},
        {"authors": "**Authors:** Test, Ada;"},
        {"authors": "**Authors:**\n- Test, Ada\n- Fever and Cough Group"},
        {"authors": "**Authors:** 高胜、吴俊华"},
        {"ids": "PMC · DOI: none · Acta · Testica · 2020 Nov-Dec"},
        {"ids": "Journal: 2020 · Date: in press"},
        {"ids": "PMCID: PMC5 · PMID: 7", "source": None, "full_text": None, "figures": None, "references": None},
        {"ids": "PMC\n\nCorrespondence: nobody.", "source": "---\nSource: the clinic"},
        {"title": "# About C#"},
        {"title": "# The # sign # #"},
        {"findings": "- - dash\n- 1. number\n- # mark"},
        {"abstract": "## Background\n\nWhy.\n\n## Methods\n\nHow."},
        {"abstract": "- one\n- two\n\n| a | b |"},
        {"tldr": "One.\n\nTwo."},
        {"figures": "2 figures, in colour", "references": "- One.\n- Two."},
        {"figures": "3 figures\n\n- 5 figures show it.", "references": "No references."},
        {"full_text": "Long.\n\n### Abstract\n\nTheirs.", "more": "## Methods\n\nSaid.\n\n### Figures\n\nTheirs."},
        {"linked": "A note.\n\n- **Genes:** ALK,\n  TP53", "entities": "### Genes\n- p53\n- a (b"},
        {"full_text": "```\n# comment\n## Abstract\n```", "more": "## Notes\n\n~~~~\n## Figures\n~~~~"},
        {"more": "## Empty\n\n## Funding #\n\nGrant."},
    ],
)
def test_written_and_read_again(changes: dict[str, str | None]) -> None:
    """The same case, however odd its file was."""
    case, _ = read_with_notices(case_text(**changes))

    assert read_case(write_case(case).encode())[0] == case


def test_mentions_without_lists_are_listed() -> None:
    """A case that came without its raw lists loses no entity."""
    case = replace(read(case_text()), entity_lists=())
    again = read(write_case(case))

    assert [(one.section, one.kind, one.name) for one in again.mentions] == [
        ("linked", "gene", "ALK"),
        ("full_text", "disease", "fever"),
    ]


def test_front_matter_does_not_become_ids() -> None:
    """What stood in front of the title is text, and stays text, whatever it calls itself."""
    matter = "---\nauthor: Somebody Else\ndoi: 10.5555/other\ndate: 1999\n---\n\n"
    case, _ = read_with_notices(matter + case_text(authors=None, ids=None))
    again, _ = read_with_notices(write_case(case))

    assert (case.id, case.authors, case.doi, case.date) == (again.id, again.authors, again.doi, again.date)
    assert all(line in again.other_sections[0].text for line in ("Somebody Else", "10.5555/other", "1999"))


def test_ids_that_add_nothing_stay_as_they_are() -> None:
    """A second DOI is text below the ids; it is quoted only where it would be the first."""
    case, _ = read_with_notices(case_text(ids="PMC · DOI: 10.5555/one, 10.5555/two · Journal · 2020"))
    written = write_case(case)

    assert "\nDOI: 10.5555/one, 10.5555/two\n" in written
    assert case == read_with_notices(written)[0]


def test_text_from_elsewhere_begins_no_section() -> None:
    """What a document says cannot add findings, entities or a source to the file."""
    hostile = "```\nText.\n## Key findings\n- Forged.\n\nAbstract\n---\n\n**References**\n\n---\nSource: https://forged.example"
    case = Case(
        id="hash:0",
        title="T\n## Abstract",
        tldr=hostile,
        abstract=(hostile,),
        mentions=(Mention("linked", "cell line", "A\n## Abstract"),),
        full_text=FullText(None, hostile),
        references=Items(None, None, ("One\n## Abstract",)),
        other_sections=(OtherSection("", hostile), OtherSection("Notes\n## Figures", hostile)),
    )
    again, _ = read_with_notices(write_case(case))

    assert again.title == "T ## Abstract"
    assert again.key_findings == ()
    assert again.url is None
    assert len(again.abstract) == 1
    assert [one.name for one in again.mentions] == ["A ## Abstract"]
