"""What we write, independent readers read back: bibtexparser, pybtex, rispy, pandoc; plain rules for NBIB and ENW."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from itertools import pairwise
from typing import Any

import bibtexparser
import pytest
import rispy  # type: ignore[import-untyped]  # it has no stubs
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pybtex.database import parse_string  # type: ignore[import-untyped]  # it has no stubs

from store.citing import FORMATS, Date, Name, Reference, check_pattern, keys_of, references_of_csl, write
from store.errors import NotFoundError, RoundsError
from store.text import clean_line, is_clean

HOSTILE = (
    "x}, note={pwned}, y={",
    "}\n@comment{a",
    "a {b",
    "100% of $5 & #1_a ~b^c \\d",
    "line\nTY  - JOUR\nER  - ",
    "quotes \"a\" and ``b''",
    "α‐β, naïve — “x”",
    "p < 0.05 and p > 0.01",
    "<i>Nocardia</i> and Ca<sup>2+</sup>",
)
AWKWARD_DOI = "10.1002/(SICI)1097-0142(19960101)77:1<1::AID-CNCR1>3.0.CO;2-#"
SPECIAL = {
    "\\textbackslash{}": "\\",
    "\\textbraceleft{}": "{",
    "\\textbraceright{}": "}",
    "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^",
    "\\&": "&",
    "\\%": "%",
    "\\$": "$",
    "\\#": "#",
    "\\_": "_",
}
COMMAND = re.compile("|".join(map(re.escape, SPECIAL)))


def unescaped(value: str) -> str:
    """What LaTeX prints for an escaped value without type faces."""
    return COMMAND.sub(lambda match: SPECIAL[match[0]], value)


def bibtex_entry(text: str) -> Any:
    """The one entry that bibtexparser finds; nothing else may be in `text`."""
    library = bibtexparser.parse_string(text)  # type: ignore[attr-defined]  # it is not in its __all__

    assert not library.failed_blocks
    assert 1 == len(library.blocks)
    return library.entries[0]


def test_bibtex_is_read_back_field_by_field(article: Reference) -> None:
    """bibtexparser finds every field as it is, the month as a macro, the title guarded, pages with an en dash."""
    text = write([article], "bibtex")
    fields = {field.key: field.value for field in bibtex_entry(text).fields}

    assert "article" == bibtex_entry(text).entry_type
    assert "okafor2026giant" == bibtex_entry(text).key
    assert (
        "Okafor, Amara Birgit and van der Berg, Jan and Smith, Jr., John and {Northern Rare Tumour Group}"
    ) == fields["author"]
    assert "{A giant tumour of the heart: a case report}" == fields["title"]
    assert ("Annals of Rare Cases", "2026", "feb", "11") == tuple(
        fields[key] for key in ("journal", "year", "month", "day")
    )
    assert "month = feb," in text
    assert ("12", "3", "1077--1087") == tuple(fields[key] for key in ("volume", "number", "pages"))
    assert ("10.1234/abc.1", "12345678", "PMC1234567") == tuple(fields[key] for key in ("doi", "pmid", "pmcid"))


def test_pybtex_tells_the_parts_of_names(article: Reference) -> None:
    """Family, suffix and given names, the particle, and the group as one name."""
    people = parse_string(write([article], "bibtex"), "bibtex").entries["okafor2026giant"].persons["author"]

    assert [["Okafor"], ["Berg"], ["Smith"], ["{Northern Rare Tumour Group}"]] == [p.last_names for p in people]
    assert ["van", "der"] == people[1].prelast_names
    assert ["Jr."] == people[2].lineage_names
    assert ["Amara"] == people[0].first_names


def test_biblatex_has_its_own_names_of_fields(article: Reference) -> None:
    """`journaltitle` and a date of ISO 8601."""
    fields = {field.key: field.value for field in bibtex_entry(write([article], "biblatex")).fields}

    assert "Annals of Rare Cases" == fields["journaltitle"]
    assert "2026-02-11" == fields["date"]
    assert "year" not in fields


def test_ris_is_read_back_field_by_field(article: Reference) -> None:
    """rispy finds one record with all its fields."""
    (record,) = rispy.load(io.StringIO(write([article], "ris")))

    assert "JOUR" == record["type_of_reference"]
    assert [
        "Okafor, Amara Birgit",
        "van der Berg, Jan",
        "Smith, John, Jr.",
        "Northern Rare Tumour Group",
    ] == record["authors"]
    assert article.title == record["title"]
    assert ("1077", "1087", "12", "3") == tuple(record[key] for key in ("start_page", "end_page", "volume", "number"))
    assert ("2026", "2026/02/11/") == (record["year"], record["date"])
    assert article.doi == record["doi"]
    assert ["https://doi.org/10.1234/abc.1"] == record["urls"]


def tagged(text: str, pattern: str) -> list[tuple[str, str]]:
    """The tags and values of a tagged format; every line must have one."""
    found = [re.fullmatch(pattern, line) for line in text.splitlines() if line.strip()]

    assert None not in found
    return [(match[1], match[2]) for match in found if match]


def test_nbib_has_the_fields_of_pubmed(article: Reference) -> None:
    """Full and short names, the group as a corporate author, no stops in the journal, the DOI marked as such."""
    fields = tagged(write([article], "nbib"), r"([A-Z]{2,4}) *- (.+)")

    assert ("PMID", "12345678") == fields[0]
    assert [("FAU", "Okafor, Amara Birgit"), ("AU", "Okafor AB")] == fields[fields.index(("AU", "Okafor AB")) - 1 :][:2]
    assert {
        ("AU", "van der Berg J"),
        ("AU", "Smith J Jr"),
        ("CN", "Northern Rare Tumour Group"),
        ("DP", "2026 Feb 11"),
        ("TA", "Ann Rare Cases"),
        ("JT", "Annals of Rare Cases"),
        ("PG", "1077-1087"),
        ("LID", "10.1234/abc.1 [doi]"),
        ("PMC", "PMC1234567"),
    } <= set(fields)


def test_enw_has_the_tags_of_endnote(article: Reference) -> None:
    """A group ends with a comma, so that it is not taken for a name."""
    fields = tagged(write([article], "enw"), r"%(\S) (.+)")

    assert ("0", "Journal Article") == fields[0]
    assert {
        ("A", "Okafor, Amara Birgit"),
        ("A", "Northern Rare Tumour Group,"),
        ("J", "Annals of Rare Cases"),
        ("D", "2026"),
        ("R", "10.1234/abc.1"),
        ("P", "1077-1087"),
    } <= set(fields)


def test_csl_json_comes_back_as_the_same_reference(article: Reference) -> None:
    """Nothing is lost on the way through CSL-JSON."""
    odd = replace(
        article,
        issued=Date(2025, 12, 28, end=Date(2026, 1, 3)),
        names={"editor": (Name("Novak", "Ana"),)},
        more={"edition": "2", "original-date": "1987"},
    )

    assert [article, odd] == references_of_csl(json.loads(write([article, odd], "csl-json")))


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_a_hostile_title_stays_a_title_in_bibtex(title: str, form: str, article: Reference) -> None:
    """It neither adds a field nor an entry, both readers see the same, and LaTeX prints what it was."""
    text = write([replace(article, title=clean_line(title))], form)
    fields = {field.key: field.value for field in bibtex_entry(text).fields}
    plain = {field.key for field in bibtex_entry(write([article], form)).fields}

    assert plain == set(fields)
    assert 1 == len(parse_string(text, "bibtex").entries)
    if "<i>" not in title:
        assert clean_line(title) == unescaped(fields["title"].removeprefix("{").removesuffix("}"))
    else:
        assert "{\\textit{Nocardia} and Ca\\textsuperscript{2+}}" == fields["title"]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_a_title_in_ris(title: str, article: Reference) -> None:
    """A line break starts no second record; markup is left out."""
    (record,) = rispy.load(io.StringIO(write([replace(article, title=title)], "ris")))

    assert " ".join(re.sub("</?(i|sup)>", "", title).split()) == record["title"]


titles = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80)


@given(title=titles, family=titles, form=st.sampled_from(("bibtex", "biblatex")))
def test_any_text_is_one_balanced_entry(title: str, family: str, form: str) -> None:
    """Whatever title and name hold, there is one entry, and its braces balance for a reader that counts them."""
    reference = Reference(id="x", title=clean_line(title), authors=(Name(clean_line(family) or "x", "A"),))
    text = write([reference], form)
    depths = [0]
    for letter in text:
        depths.append(depths[-1] + (letter == "{") - (letter == "}"))

    assert 0 == depths[-1]
    assert 1 == sum(pair == (1, 0) for pair in pairwise(depths))
    assert "article" == bibtex_entry(text).entry_type


@given(title=titles, family=titles, form=st.sampled_from(("ris", "nbib", "enw")))
def test_any_text_is_one_record_of_whole_lines(title: str, family: str, form: str) -> None:
    """No value of a tagged format holds a line break of any kind."""
    reference = Reference(id="x", title=clean_line(title), authors=(Name(clean_line(family) or "x", "A"),))
    pattern = {"ris": r"([A-Z][A-Z0-9])  - ?(.*)", "nbib": r"([A-Z]{2,4}) *- (.+)", "enw": r"%(\S) (.+)"}[form]
    tags = [tag for tag, _ in tagged(write([reference], form), pattern)]

    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("form", FORMATS)
def test_an_awkward_doi_is_verbatim(form: str, article: Reference) -> None:
    """A DOI stands raw in its field, percent-encoded only inside an address."""
    text = write([replace(article, doi=AWKWARD_DOI, id="x")], form)

    assert AWKWARD_DOI in text
    if "doi.org/" in text:
        assert "https://doi.org/10.1002/(SICI)1097-0142(19960101)77:1%3C1::AID-CNCR1%3E3.0.CO;2-%23" in text


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_not_known_is_not_written(form: str) -> None:
    """No empty fields, no None, and clean text."""
    text = write([Reference(id="x", title="A rare case")], form)

    assert "None" not in text
    assert "{}" not in text
    assert is_clean(text.replace("\r\n", "\n"))
    assert not re.search(r"^(?!ER)[A-Z0-9]{2,4} *- ?$", text, re.MULTILINE)


def test_keys_are_unique_stable_and_of_the_pattern_asked_for(article: Reference) -> None:
    """Two works that would share a key get a and b; the same list gives the same keys; a pattern is checked."""
    again = replace(article, id="b")
    other = replace(article, id="c", authors=(Name("Müller-Øst", "Eva"),), title="On the <i>Ünal</i> sign")

    assert ["okafor2026gianta", "okafor2026giantb", "mullerost2026unal"] == keys_of([article, again, other])
    assert ["PMC1234567a", "PMC1234567b"] == keys_of([article, again], "{pmcid}")
    assert ["Okafor:2026"] == keys_of([article], "{Family}:{year}")
    with pytest.raises(RoundsError, match="colour"):
        keys_of([article], "{colour}")


@pytest.mark.parametrize(
    "pattern", ["{family:d}", "{year:{foo}}", "{family!x}", "{family:>999999999999}", "{word!r}", "{family", "{}"]
)
def test_a_pattern_of_keys_that_would_fail_is_refused(pattern: str) -> None:
    """Before any key is made: a field stands alone."""
    with pytest.raises(RoundsError):
        check_pattern(pattern)


@given(st.lists(st.sampled_from([*"{}:!.[]rd9-", "{year}", "{{", "}}", "family", "{Word", "{doi}"]), max_size=7))
def test_a_pattern_of_keys_that_is_allowed_makes_keys(parts: list[str]) -> None:
    """Whatever stands in it."""
    pattern = "".join(parts)
    try:
        check_pattern(pattern)
    except RoundsError:
        return
    assert all(keys_of([Reference(id="x", title="A rare case"), Reference(id="y")], pattern))


@given(st.lists(titles, min_size=1, max_size=6))
def test_keys_are_of_safe_letters_and_unique(texts: list[str]) -> None:
    """Whatever names and titles are, keys are of letters, digits, colon, underscore and hyphen, and all different."""
    references = [Reference(id=text, title=text, authors=(Name(text, "A"),)) for text in texts]
    keys = [key.lower() for key in keys_of(references)]

    assert all(re.fullmatch(r"[a-z0-9:_-]+", key) for key in keys)
    assert len(set(keys)) == len(keys)


def test_a_format_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(NotFoundError, match="bibtex, biblatex, ris, csl-json, nbib, enw"):
        write([], "endnote")


def pandoc_reads(text: str, form: str) -> list[dict[str, Any]]:
    """The CSL-JSON that pandoc makes of `text`; the test is skipped where there is no pandoc."""
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc is not on this machine")
    command = [program, "--from", form, "--to", "csljson"]
    answer = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    items: list[dict[str, Any]] = json.loads(answer.stdout)
    return items


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris", "csl-json"])
def test_pandoc_reads_the_same(form: str, article: Reference) -> None:
    """Title, names, date, numbers and DOI arrive in pandoc as they left; its RIS reader knows no group and no day."""
    (item,) = pandoc_reads(write([article], form), form.replace("-", ""))

    assert article.title == re.sub("</?span[^>]*>", "", item["title"])
    assert "Okafor" == item["author"][0]["family"]
    assert "Jr." == item["author"][2]["suffix"] or form == "ris"
    assert "Northern Rare Tumour Group" in item["author"][3].values() or form == "ris"
    assert [2026, 2, 11][: 1 if form == "ris" else 3] == item["issued"]["date-parts"][0]
    assert ("12", "3", article.doi) == (str(item["volume"]), str(item["issue"]), item["DOI"])
