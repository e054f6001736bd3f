"""Title, and the line of ids, journal and date."""

from __future__ import annotations

import pytest

from store.dates import sort_key
from tests.reader.case_texts import TITLE, case_text, read, read_with_notices


@pytest.mark.parametrize(
    "header",
    [
        "- **Authors:** Ada Test, Ben Probe\n- **Journal:** J Test\n- **DOI:** 10.5555/a\n- **Published:** 2020-05-06",
        "**Authors:** Ada Test, Ben Probe\n- **Journal:** J Test\n- **DOI:** 10.5555/a\n- **Date:** 2020-05-06",
        "| Authors | Ada Test, Ben Probe |\n| DOI | 10.5555/a |\n| **Journal** | J Test |\n| Date | 2020-05-06 |",
        "**Authors:** Ada Test, Ben Probe\n\n**DOI**: 10.5555/a  **Journal**: J Test  **Date**: 2020-05-06",
        "**Authors:** Ada Test, Ben Probe\n\nDOI: 10.5555/a &middot; *J Test* &middot; _2020-05-06_",
        "**Authors:** Ada Test, Ben Probe\n\n<https://doi.org/10.5555/a> · J Test · 2020-05-06",
        "**Authors:** Ada Test, Ben Probe\n\n[10.5555/a](https://doi.org/10.5555/a) · J Test · 2020-05-06",
    ],
)
def test_headers_in_other_forms(header: str) -> None:
    """Bullets, tables, bold labels, emphasis and links say the same as the usual lines."""
    case = read(case_text(authors=header, ids=None))

    assert case.authors == ("Ada Test", "Ben Probe")
    assert (case.doi, case.journal, case.date, case.archive) == ("10.5555/a", "J Test", "2020-05-06", None)
    assert case.other_sections == ()


@pytest.mark.parametrize(
    ("line", "journal", "date", "pmid", "pmcid"),
    [
        ("PMC · DOI: 10.5555/a · J Test (2020)", "J Test", "2020", None, "PMC77"),
        ("PMC · DOI: 10.5555/a · J Test, 2020", "J Test", "2020", None, "PMC77"),
        ("PMC · DOI: 10.5555/a · Spring 2020", None, "Spring 2020", None, "PMC77"),
        ("PMC · DOI: 10.5555/a · J Test · janvier 2020", "J Test", "janvier 2020", None, "PMC77"),
        ("DOI 10.5555/a | PMID 12 | PMCID PMC77 | J Test | 2020", "J Test", "2020", "12", "PMC77"),
        ("PMID: 12 (PubMed) · DOI: 10.5555/a · J Test · 2020", "J Test", "2020", "12", "PMC77"),
        (
            "PMID: [12](https://pubmed.ncbi.nlm.nih.gov/12/) · 10.5555/a · J Test · 2020",
            "J Test",
            "2020",
            "12",
            "PMC77",
        ),
        ("https://pubmed.ncbi.nlm.nih.gov/12/ · 10.5555/a · J Test · 2020", "J Test", "2020", "12", "PMC77"),
        ("J Test 2020;1:2. doi: 10.5555/a. PMID: 12; PMCID: PMC77.", "J Test 2020;1:2", None, "12", "PMC77"),
    ],
)
def test_journals_years_and_ids_in_other_forms(
    line: str, journal: str | None, date: str | None, pmid: str | None, pmcid: str
) -> None:
    """A year beside the journal is the date; ids are found with a word, a link or an address around them."""
    case, _ = read_with_notices(case_text(ids=line))

    assert (case.doi, case.journal, case.date, case.pmid, case.pmcid) == ("10.5555/a", journal, date, pmid, pmcid)


def test_labels_of_the_header_that_are_neither_journal_nor_archive_are_text() -> None:
    """Volume and pages stand beside the case, under no other name."""
    case = read(case_text(ids="Journal: J Test · Volume: 12 · Pages: 45–50 · DOI: 10.5555/a · Year: 2020"))

    assert (case.archive, case.journal, case.date) == (None, "J Test", "2020")
    assert case.other_sections[0].text == "Volume: 12\n\nPages: 45–50"


@pytest.mark.parametrize(
    ("date", "certain"),
    [
        ("2020‑05‑06", "2020-05-06"),
        ("2020–05–06", "2020-05-06"),
        ("Sept 2020", "2020-09"),
        ("May 6th, 2020", "2020-05-06"),
        ("published 6 May 2020", "2020-05-06"),
        ("Epub 2020 May 6", "2020-05-06"),
        ("Wed, 06 May 2020", "2020-05-06"),
        ("6-May-2020", "2020-05-06"),
        ("(2020)", "2020"),
        ("25.12.2020", "2020-12-25"),
        ("12/25/2020", "2020-12-25"),
        ("05/05/2020", "2020-05-05"),
        ("2020年5月6日", "2020-05-06"),
    ],
)
def test_dates_in_other_forms(date: str, certain: str) -> None:
    """They are kept as written and sorted by what is certain of them; nothing about them is odd."""
    case = read(case_text(ids=f"PMC · DOI: 10.5555/a · J Test · {date}"))

    assert (case.journal, case.date, sort_key(case.date)) == ("J Test", date, certain)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PMC · DOI: 10.5555/a · J Test · 2020-05-06", ("PMC", "10.5555/a", None, "J Test", "2020-05-06")),
        ("PubMed · PMID: 123", ("PubMed", None, "123", None, None)),
        ("PubMed · DOI: 10.5555/a · PMID: 123 · J Test · 2020", ("PubMed", "10.5555/a", "123", "J Test", "2020")),
        ("DOI: 10.5555/a · J Test · 2020-05", (None, "10.5555/a", None, "J Test", "2020-05")),
        ("DOI: 10.5555/a · 2020-05-06", (None, "10.5555/a", None, None, "2020-05-06")),
        ("J Test · 2020", (None, None, None, "J Test", "2020")),
        ("PMC", ("PMC", None, None, None, None)),
        ("10.5555/a", (None, "10.5555/a", None, None, None)),
        ("2020", (None, None, None, None, "2020")),
        ("NewArchive · DOI: 10.5555/a · J Test · 2020", ("NewArchive", "10.5555/a", None, "J Test", "2020")),
        ("medRxiv · J Test · 2020", ("medRxiv", None, None, "J Test", "2020")),
        ("PMC • DOI: 10.5555/a | J Test • 6 May 2020", ("PMC", "10.5555/a", None, "J Test", "6 May 2020")),
        ("**DOI:** 10.5555/a\n\n**Journal:** J Test\n\n**Date:** 2020", (None, "10.5555/a", None, "J Test", "2020")),
        ("PMC · PMCID: PMC77 · DOI: 10.5555/a", ("PMC", "10.5555/a", None, None, None)),
        ("PMC · DOI: doi:10.5555/a. · J Test", ("PMC", "10.5555/a", None, "J Test", None)),
        ("PMC · DOI: https://doi.org/10.5555/A%3C1 · J", ("PMC", "10.5555/a<1", None, "J", None)),
        ("PMC · DOI: 10.5555/Up.CASE · J", ("PMC", "10.5555/Up.CASE", None, "J", None)),
        (
            "PMC · DOI: 10.1002/(SICI)1(19960101)77:1<1::AID-CNCR1>3.0.CO;2-# · J",
            ("PMC", "10.1002/(SICI)1(19960101)77:1<1::AID-CNCR1>3.0.CO;2-#", None, "J", None),
        ),
    ],
)
def test_line_of_ids(line: str, expected: tuple[str | None, ...]) -> None:
    """Any part may be missing; what is between ids and date is the journal."""
    case = read(case_text(ids=line))

    assert (case.archive, case.doi, case.pmid, case.journal, case.date) == expected


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("PMC · DOI: none · J Test", "DOI: none"),
        ("PMC · DOI: 10.5555/a, 10.5555/b · J Test", "DOI: 10.5555/a, 10.5555/b"),
        ("PMC · PMID: twelve · J Test", "PMID: twelve"),
        ("DOI: 10.5555/a\n\nDOI: 10.5555/b", "DOI: 10.5555/b"),
    ],
)
def test_what_is_no_id_is_kept_as_text(line: str, kept: str) -> None:
    """With a warning that names the line."""
    case, notices = read_with_notices(case_text(ids=line))

    assert case.other_sections[0].text == kept
    assert notices and notices[0].line >= 5


@pytest.mark.parametrize("date", ["2026-02-30", "2026-13", "0000-00-00", "in press", "2025 Nov-Dec", "Spring 2020"])
def test_odd_dates_are_kept_with_a_warning(date: str) -> None:
    """Dates stay as given."""
    case, notices = read_with_notices(case_text(ids=f"PMC · DOI: 10.5555/a · J Test · {date}"))

    assert (case.journal, case.date) == ("J Test", date)
    assert [notice.line for notice in notices] == [5]


@pytest.mark.parametrize("date", ["2026-02-11T10:00:00Z", "2026-02-11 10:00", "20260211", "2026/2/11"])
def test_a_date_is_read_with_its_time_or_without_hyphens(date: str) -> None:
    """ISO 8601's other forms are as certain as the plain one."""
    case = read(case_text(ids=f"PMC · DOI: 10.5555/a · J Test · {date}"))

    assert (case.journal, case.date, sort_key(date)) == ("J Test", date, "2026-02-11")


def test_spaces_of_any_kind_set_words_apart() -> None:
    """As they come with text from a web page: no-break spaces, thin ones, several."""
    ids = "PMC\u00a0·\u00a0DOI:\u00a010.5555/made.1 · Journal\u00a0of  Tests\u2009·\u00a02020-05-06"
    case = read(case_text(authors="**Authors:**\u00a0Ada\u00a0Test,\u00a0Ben  Probe", ids=ids))

    assert case.authors == ("Ada Test", "Ben Probe")
    assert (case.archive, case.doi, case.journal, case.date) == (
        "PMC", "10.5555/made.1", "Journal of Tests", "2020-05-06",
    )  # fmt: skip


@pytest.mark.parametrize(
    "ids", ["2020-05-06 · J Test · DOI: 10.5555/a · PMC", "2020-05-06 · DOI: 10.5555/a · PMC · J Test"]
)
def test_ids_in_another_order(ids: str) -> None:
    """What looks like a date is the date wherever it stands, and an archive that is known is the archive."""
    case = read(case_text(ids=ids))

    assert (case.date, case.journal, case.doi, case.archive) == ("2020-05-06", "J Test", "10.5555/a", "PMC")


def test_journal_with_a_middle_dot() -> None:
    """All between ids and date is the journal, with a warning."""
    case, notices = read_with_notices(case_text(ids="PMC · DOI: 10.5555/a · Acta · Testica · 2020"))

    assert case.journal == "Acta · Testica"
    assert len(notices) == 1


@pytest.mark.parametrize(
    ("source", "pmcid", "pmid", "doi"),
    [
        ("https://papers.example/paper/PMC99.2/?utm=x#top", "PMC99", None, None),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC99/", "PMC99", None, None),
        ("https://europepmc.org/article/PMC/pmc99", "PMC99", None, None),
        ("https://pubmed.ncbi.nlm.nih.gov/0123/", None, "123", None),
        ("https://doi.org/10.5555/Source.1", None, None, "10.5555/source.1"),
        ("<https://papers.example/x>", None, None, None),
        ("[the paper](https://papers.example/PMC99)", "PMC99", None, None),
    ],
)
def test_ids_in_the_source(source: str, pmcid: str | None, pmid: str | None, doi: str | None) -> None:
    """Addresses give the ids that the line of ids does not."""
    text = case_text(ids="PMC", full_text=None, figures=None, references=None, source=f"---\nSource: {source}")
    case = read(text)

    assert (case.pmcid, case.pmid, case.doi) == (pmcid, pmid, doi)


def test_two_pmc_ids_are_told() -> None:
    """The source's is taken."""
    case, notices = read_with_notices(
        case_text(full_text="Fetch the complete paper as Markdown: https://x.example/PMC5")
    )

    assert case.pmcid == "PMC77"
    assert "PMC5" in notices[0].message


@pytest.mark.parametrize("source", ["file:///etc/passwd", "javascript:alert(1)"])
def test_addresses_that_are_not_of_the_web_are_doubted(source: str) -> None:
    """They are kept and shown, with a warning."""
    case, notices = read_with_notices(case_text(source=f"---\nSource: {source}"))

    assert case.url == source
    assert "not one of the web" in notices[0].message


def test_a_source_that_is_no_address_is_text() -> None:
    """It is kept beside; a PMC id in it counts."""
    case, notices = read_with_notices(case_text(source="---\nSource: the archive of the clinic"))

    assert (case.url, case.other_sections[0].text) == (None, "Source: the archive of the clinic")
    assert len(notices) == 1

    text = case_text(ids="PMC", full_text=None, figures=None, references=None, source="Source: papers.example/PMC99")
    assert read_with_notices(text)[0].pmcid == "PMC99"


def test_wrapped_title() -> None:
    """The second line of a title is not lost."""
    case, notices = read_with_notices(case_text(title=f"# {TITLE}\nin a made town"))

    assert case.title == f"{TITLE} in a made town"
    assert [notice.line for notice in notices] == [2]


def test_no_title() -> None:
    """The DOI stands in, or another id, or the name of the file."""
    assert read_with_notices(case_text(title=None))[0].title == "10.5555/made.1"
    assert read_with_notices(case_text(title=None, ids=None))[0].title == "PMC77"
    bare = "## Abstract\n\nText."
    assert read_with_notices(bare, "my case.md")[0].title == "my case"
    assert read_with_notices(bare)[0].title == "Untitled"
    assert "no title" in read_with_notices(bare)[1][0].message


def test_a_title_whose_mark_has_no_space() -> None:
    """`#Title` in the first line is a title, with a warning; `##` and hashtags below a title are not."""
    case, notices = read_with_notices(case_text(title=f"#{TITLE}"))
    assert case == read(case_text())
    assert [notice.line for notice in notices] == [1]

    assert read(case_text(ids="PMC · DOI: 10.5555/made.1\n\n#fever #made")).title == TITLE


def test_front_matter() -> None:
    """YAML in front is kept as text; its title stands in for a missing one only."""
    matter = '---\ntitle: "Other title"\ntags: [a, b]\n---\n\n'
    case, notices = read_with_notices(matter + case_text())
    assert (case.title, case.authors) == (TITLE, ("Ada Test", "Ben Probe"))
    assert case.other_sections[0].text == 'title: "Other title"\ntags: [a, b]'
    assert [notice.line for notice in notices] == [1]

    assert read_with_notices(matter + case_text(title=None))[0].title == "Other title"


def test_text_outside_the_sections_is_kept() -> None:
    """Before the first section, and behind the source."""
    case = read(case_text(ids="PMC\n\nCorrespondence: nobody.") + "\n\nPrinted on paper.")

    assert [other.heading for other in case.other_sections] == [""]
    assert case.other_sections[0].text == "Correspondence: nobody.\n\nPrinted on paper."


@pytest.mark.parametrize(
    "title", [TITLE, f"**{TITLE}**", f"Title: {TITLE}", f"**Title:** {TITLE}", f"{TITLE}\n{'=' * 9}"]
)
def test_titles_without_a_mark(title: str) -> None:
    """A first line that stands alone is the title; a warning says so."""
    case, notices = read_with_notices(case_text(title=title))

    assert case == read(case_text())
    assert [notice.line for notice in notices] == [1]


def test_other_separators_of_ids() -> None:
    """Where a label tells an id, dashes and commas separate as well."""
    case = read(case_text(ids="PMC - DOI: 10.5555/a - J Test - 2020"))
    assert (case.archive, case.doi, case.journal, case.date) == ("PMC", "10.5555/a", "J Test", "2020")

    case = read(case_text(ids="PubMed, PMID: 12, DOI: 10.5555/a"))
    assert (case.archive, case.pmid, case.doi) == ("PubMed", "12", "10.5555/a")


def test_a_bare_pmc_id_names_its_archive() -> None:
    """As the word would."""
    case = read(case_text(ids="PMC77 · DOI: 10.5555/a · J Test"))

    assert (case.archive, case.pmcid, case.journal) == ("PMC", "PMC77", "J Test")


@pytest.mark.parametrize("heading", ["## In a child", "# In a child"])
def test_the_header_below_a_subtitle(heading: str) -> None:
    """A heading between the title and the authors takes neither authors nor ids away, and is kept."""
    case, notices = read_with_notices(case_text(title=f"# {TITLE}\n\n{heading}"))

    assert (case.title, case.authors, case.doi) == (TITLE, ("Ada Test", "Ben Probe"), "10.5555/made.1")
    assert [(other.heading, other.text) for other in case.other_sections] == [("In a child", "")]
    assert [notice.line for notice in notices] == [3]


def test_a_section_that_begins_like_a_header_stays_one_below_a_header() -> None:
    """Only where nothing stands above it."""
    case, _ = read_with_notices(case_text(ids="PMC · DOI: 10.5555/made.1\n\n## More\n\nDate: 2020-05-06"))

    assert (case.date, case.other_sections[0].text) == (None, "Date: 2020-05-06")


def test_attributes_of_headings() -> None:
    """Those that pandoc writes behind a heading are no part of it."""
    text = case_text(title=f"# {TITLE} {{#a-made-case .unnumbered}}").replace("## Abstract", "## Abstract {#abstract}")
    case = read(text)

    assert (case.title, case.abstract) == (TITLE, ("First paragraph.", "Second paragraph."))
