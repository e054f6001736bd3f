"""Citations of cases and references: order, numbers, duplicates, what is left out."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from store.citing import STYLES, Date, Name, Reference, cite, reference_of, references_of_csl, style_named
from store.errors import NotFoundError
from store.model import Case
from store.text import is_clean


def test_a_case_is_cited_from_what_it_says(case: Case) -> None:
    """The title is printed as stored, six authors or fewer in full, and no volume or page is invented."""
    (citation,) = cite([reference_of(case, abbreviations={"Cancer Reports": ""})], "ama")

    assert (
        "Gao S, Wu J, van der Fan J, et al. A Giant Thoracic ALK‐Rearranged Neoplasm in a Child. Cancer Reports. "
        "Published online February 11, 2026. doi:10.1234/cnr2.1"
    ) == citation.text
    assert ["Cancer Reports"] == [run.text for run in citation.runs if run.italic]
    assert "pmc:PMC1234567" == citation.id


def test_the_end_of_a_list_that_was_cut_short_is_no_author(case: Case) -> None:
    """`et al.` in a file is nobody's name."""
    cut = replace(case, authors=(*case.authors, "et al."))

    assert reference_of(cut).authors == reference_of(case).authors


def test_the_users_tables_come_first(case: Case) -> None:
    """A corrected name and an abbreviated journal of the user's are printed wherever they occur."""
    reference = reference_of(
        case, names={"Sheng Gao": "Sheng, Gao Li", "Jie Wu": "{WU Trial}"}, abbreviations={"cancer reports": "CR."}
    )

    text = cite([reference], "vancouver")[0].text

    assert text.startswith("Sheng GL, WU Trial, van der Fan J, Chang X, Ma L, Qi Y, et al.")
    assert ". CR. 2026 Feb 11." in text


def test_names_as_pubmed_writes_them_keep_all_their_initials(case: Case) -> None:
    """`Donahue KL` is printed with both initials wherever they stand; a pair of people is not taken for one."""
    reference = reference_of(replace(case, authors=("Donahue KL", "PJ O'Brien", "Ann Lee and Bo Ek")))

    said = {style: cite([reference], style)[0].text for style in STYLES}

    assert said["ama"].startswith("Donahue KL, O’Brien PJ, Ann Lee and Bo Ek. ")
    assert said["apa"].startswith("Donahue, K. L., O’Brien, P. J., & Ann Lee and Bo Ek. ")
    assert said["chicago"].startswith("Donahue, K. L., P. J. O’Brien, and Ann Lee and Bo Ek. ")
    assert said["ieee"].startswith("K. L. Donahue, P. J. O’Brien, and Ann Lee and Bo Ek, ")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Fever in a child.", "“Fever in a child,” "),
        ("Fever by Nocardia sp.", "“Fever by Nocardia sp.,” "),
        ("Fever in the U.S.", "“Fever in the U.S.,” "),
        ("Fever by vitamin D.", "“Fever by vitamin D.,” "),
        ("Why fever?", "“Why fever?,” "),
    ],
)
def test_the_stop_of_a_sentence_does_not_stand_before_a_comma(title: str, printed: str, case: Case) -> None:
    """PubMed ends every title with a full stop; that of an abbreviation belongs to it, and formats have both."""
    reference = reference_of(replace(case, title=title))

    assert title == reference.title
    for style in ("ieee", "harvard"):
        assert printed in cite([reference], style)[0].text


def test_a_tag_is_no_word_of_a_headline(article: Reference) -> None:
    """Markup that citations do not know is printed as it is, not with capitals in it."""
    text = cite([replace(article, title="Is fever <em>always</em> high?")], "chicago")[0].text

    assert "“Is Fever <em>Always</em> High?”" in text


def test_a_preprint_names_its_server(case: Case) -> None:
    """What no journal has taken is cited from where it stands; an archive of papers of journals is not named."""
    preprint = reference_of(replace(case, journal=None, archive="medRxiv"))

    assert ". medRxiv. Preprint posted online February 11, 2026. doi:" in cite([preprint], "ama")[0].text
    assert ". medRxiv. https://doi.org/" in cite([preprint], "apa")[0].text
    for taken in (replace(case, archive="medRxiv"), replace(case, journal=None, archive="PMC")):
        assert "medRxiv" not in cite([reference_of(taken)], "ama")[0].text
        assert "article-journal" == reference_of(taken).type


@pytest.mark.parametrize("style", STYLES)
def test_a_bare_title_is_a_citation(style: str) -> None:
    """What is missing is left out: a title alone gives a citation without empty brackets or doubled marks."""
    text = cite([Reference(id="x", title="A rare case")], style)[0].text

    assert "A rare case".lower() in text.lower()
    assert not any(oddity in text for oddity in ("()", "[]", "..", ",,", ", .", "None", ": ."))


@pytest.mark.parametrize("style", STYLES)
def test_nothing_at_all_is_no_error(style: str) -> None:
    """A reference of which nothing is known still gives a citation."""
    assert 1 == len(cite([Reference(id="x")], style))


def test_a_numbered_style_keeps_the_order_and_numbers_several(article: Reference) -> None:
    """Two works are numbered in the order given; one alone is not; numbers can be turned off and on."""
    other = replace(article, id="b", doi="10.1/b", pmid="", pmcid="", authors=(Name("Abe", "Shin"),))

    assert [1, 2] == [citation.number for citation in cite([article, other], "vancouver")]
    assert cite([article, other], "vancouver")[1].text.startswith("2. Abe S.")
    assert cite([article, other], "ieee")[1].text.startswith("[2] S. Abe,")
    assert [None] == [citation.number for citation in cite([article], "ama")]
    assert [None, None] == [citation.number for citation in cite([article, other], "ama", numbered=False)]
    assert cite([article], "lancet", numbered=True)[0].text.startswith("1 Okafor AB,")


def test_an_alphabetical_style_sorts(article: Reference) -> None:
    """Authors first, accents and strokes aside, then the year; the order given does not matter."""
    works = [
        replace(article, id=name + str(year), doi="", pmid="", pmcid="", authors=(Name(name, "A"),), issued=Date(year))
        for name, year in (("Zorn", 2020), ("Özdemir", 2020), ("Okafor", 2021), ("Okafor", 2019), ("Øk", 2020))
    ]

    assert ["Øk2020", "Okafor2019", "Okafor2021", "Özdemir2020", "Zorn2020"] == [c.id for c in cite(works, "apa")]
    assert cite(works, "harvard") == cite(works[::-1], "harvard")


def test_a_work_is_cited_once(article: Reference) -> None:
    """The same DOI in another case, or the same PubMed id, is the same work."""
    again = replace(article, id="other", doi=article.doi.upper(), title="Another title")

    assert [article.id] == [citation.id for citation in cite([article, again, article], "ama")]


def test_a_style_that_is_not_there_is_named_with_those_that_are() -> None:
    """The error names the styles; a style is found by its CSL name too."""
    with pytest.raises(NotFoundError, match="ama, vancouver, apa"):
        cite([], "turabian")

    assert STYLES["vancouver"] is style_named("nlm-citation-sequence")


def test_csl_items_are_read_as_they_come() -> None:
    """Names with particles inside, dates as text, numbers as numbers, an address for a DOI, unknown fields."""
    (reference,) = references_of_csl(
        [
            {
                "id": 7,
                "type": "article-journal",
                "title": "A  title\n",
                "author": [{"family": "van den Broek", "given": "Karl, Jr."}, {"literal": "CARE"}, {}, "text"],
                "issued": {"date-parts": [["2026", "2"]]},
                "volume": 12,
                "DOI": "https://doi.org/10.1234/a",
                "custom": {"a": 1},
                "keyword": "rare",
            }
        ]
    )

    assert "7" == reference.id
    assert "A title" == reference.title
    assert (Name("Broek", "Karl", "Jr.", particle="van den"), Name(literal="CARE")) == reference.authors
    assert Date(2026, 2) == reference.issued
    assert ("12", "10.1234/a") == (reference.volume, reference.doi)
    assert {"keyword": "rare"} == reference.more


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({"date-parts": [[2026]]}, "(2026)"),
        ({"date-parts": [[2025], [2026]]}, "(2025–2026)"),
        ({"literal": "in press"}, "(in press)"),
        ({"raw": "2026-05-03"}, "(2026)"),
        ({"date-parts": [[]]}, "(n.d.)"),
        ({"date-parts": [[2026]], "season": "2"}, "(2026)"),
        ({"date-parts": [[2026]], "season": "²"}, "(2026)"),
        ({"date-parts": [[2026]], "season": "9" * 5000}, "(2026)"),
        ({"date-parts": [[1e400]]}, "(inf)"),
        ({"date-parts": [[2026], [float("nan")]]}, "(2026)"),
        ("2026", "(2026)"),
        (None, "(n.d.)"),
    ],
)
def test_dates_of_every_shape(date: object, text: str) -> None:
    """A date that cannot be read stands as it is written, none at all is “n.d.”."""
    (reference,) = references_of_csl([{"id": "a", "type": "book", "title": "T", "issued": date}])

    assert text in cite([reference], "apa")[0].text


words = st.text(max_size=40)
parts = st.lists(st.lists(st.integers(), max_size=3))
names = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("family", "given", "suffix", "literal", "non-dropping-particle"), words)
)
items = st.fixed_dictionaries(
    {"id": words, "type": st.sampled_from(("article-journal", "book", "chapter", "thesis", "webpage", "review", "x"))},
    optional={
        "title": words,
        "author": st.lists(names, max_size=25),
        "editor": st.lists(names, max_size=2),
        "container-title": words,
        "container-title-short": words,
        "volume": words,
        "issue": words,
        "page": words,
        "DOI": words,
        "URL": words,
        "publisher": words,
        "edition": words,
        "genre": words,
        "status": words,
        "issued": st.one_of(
            words,
            st.fixed_dictionaries(
                {"date-parts": st.lists(st.lists(st.integers() | st.floats() | st.text(max_size=4), max_size=3))},
                optional={"season": st.integers() | st.text(max_size=2)},
            ),
        ),
    },
)


@given(item=items, style=st.sampled_from(tuple(STYLES)))
def test_no_text_acts_and_no_item_breaks(item: dict[str, object], style: str) -> None:
    """Whatever the fields hold, there is a citation, and nothing in it could act on a terminal."""
    (citation,) = cite(references_of_csl([item]), style)

    assert is_clean(citation.text)
    assert "".join(run.text for run in citation.runs) == citation.text
    assert "\n" not in citation.text


def test_importing_the_package_loads_next_to_nothing() -> None:
    """What is exported is loaded when it is asked for."""
    program = "import sys, store.citing; print(sorted(name for name in sys.modules if name.startswith('store')))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert "['store', 'store.citing']" == loaded.strip()
