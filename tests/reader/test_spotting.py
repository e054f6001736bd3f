"""Where the text of a case names its entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.model import Case, Mention
from store.readers.case_file import read_case
from store.spotting import spot, texts_of


def case_of(text: str, *mentions: Mention) -> Case:
    return Case(id="hash:0", title=text, mentions=mentions)


def found(text: str, name: str, kind: str = "gene", aliases: tuple[str, ...] = ()) -> list[str]:
    """The stretches of `text` that name the entity."""
    spots = spot(case_of(text, Mention("linked", kind, name, aliases=aliases)))
    return [text[one.start : one.end] for one in spots.fields.get(("title", 0), ())]


@pytest.mark.parametrize(
    ("name", "text", "stretches"),
    [
        ("ALK", "ALK‐rearranged, PLEKHH2::ALK; walk, ALKs", ["ALK", "ALK", "ALKs"]),
        ("IL-6", "IL6, IL 6, IL‑6, Il-6 and IL-60", ["IL6", "IL 6", "IL‑6", "Il-6"]),
        ("IL6", "IL-6 or il6", ["IL-6", "il6"]),
        ("TNF-alpha", "TNFα, TNF-α, tnf alpha", ["TNFα", "TNF-α", "tnf alpha"]),
        ("TNFα", "TNF-alpha", ["TNF-alpha"]),
        ("S100A1", "S100 and S100A and s100a1", ["s100a1"]),
        ("insulin", "Insulin, INSULIN", ["Insulin", "INSULIN"]),
        ("MET", "MET was met; Met too", ["MET"]),
        ("Met", "he met Met and MET. Met!", ["Met", "MET"]),
        ("WAS", "it was WAS", ["WAS"]),
        ("Large", "a large Large", ["Large"]),
        ("HAS2", "who has 2 of HAS2, HAS-2, has2", ["HAS2", "HAS-2", "has2"]),
        ("CD34", "CD 34+ cells", ["CD 34"]),
        ("p53", "P53 and p53", ["P53", "p53"]),
    ],
)
def test_genes(name: str, text: str, stretches: list[str]) -> None:
    """However they are set, but not in ordinary words."""
    assert found(text, name) == stretches


@pytest.mark.parametrize(
    ("name", "text", "stretches"),
    [
        ("tumor", "tumors, a tumor, tumorous", ["tumors", "tumor"]),
        ("mesenchymal tumors", "a mesenchymal tumor", ["mesenchymal tumor"]),
        ("biopsy", "biopsies", ["biopsies"]),
        ("metastasis", "metastases", ["metastases"]),
        ("abscess", "abscesses", ["abscesses"]),
        ("ALL", "all ALL patients", ["ALL"]),
        ("naïve fever", "naive  fever", ["naive  fever"]),
        ("Sjögren's syndrome", "Sjogren’s syndrome", ["Sjogren’s syndrome"]),
        ("肿瘤", "间叶性肿瘤：病例", ["肿瘤"]),
    ],
)
def test_diseases(name: str, text: str, stretches: list[str]) -> None:
    """In the singular and the plural, whatever the accents."""
    assert found(text, name, "disease") == stretches


def test_short_symbols_at_the_beginning_of_a_sentence() -> None:
    """`As` and `In` are words there."""
    assert found("As shown, As was low. In all, NO and no.", "As", "chemical") == ["As"]
    assert found("In all", "In", "chemical") == []
    assert found("NO and no", "NO", "chemical") == ["NO"]


def test_the_longest_name_wins() -> None:
    """A stretch is one spot, and all mentions that it may mean are told."""
    case = case_of(
        "brain metastasis",
        Mention("linked", "disease", "metastasis"),
        Mention("linked", "disease", "brain metastasis"),
        Mention("full_text", "disease", "Brain Metastasis"),
    )
    spots = spot(case)

    assert [(one.start, one.end, one.mentions) for one in spots.fields["title", 0]] == [(0, 16, (1, 2))]
    assert spots.said == (0, 1, 1)


def test_aliases_are_counted_by_name() -> None:
    """What the text says instead of the name."""
    mention = Mention("linked", "gene", "S100A1", aliases=("S100", "S100A", "S100A1"))
    spots = spot(case_of("S100, S100 and S100A", mention))

    assert spots.said == (0,)
    assert spots.said_as == ({"S100": 2, "S100A": 1},)


def test_every_text_is_looked_at() -> None:
    """With offsets into the text as it is written."""
    case = Case(
        id="hash:0",
        title="ﬁrst ALK",
        tldr="ALK",
        contribution="an ALK",
        key_findings=("none", "ALK"),
        abstract=("e\u0301 ALK",),
        mentions=(Mention("linked", "gene", "ALK"),),
    )
    spots = spot(case)
    texts = dict(texts_of(case))

    assert spots.said == (6 - 1,)
    assert all(texts[field][one.start : one.end] == "ALK" for field, some in spots.fields.items() for one in some)


def test_the_sample(shared: Path) -> None:
    """It says S100 three times and S100A1 never."""
    case, _ = read_case((shared / "data" / "PMC12893846.txt").read_bytes())
    spots = spot(case)
    said = {(one.section, one.name): times for one, times in zip(case.mentions, spots.said, strict=True)}
    said_as = {(one.section, one.name): dict(times) for one, times in zip(case.mentions, spots.said_as, strict=True)}

    assert said["full_text", "S100A1"] == 0
    assert said_as["full_text", "S100A1"] == {"S100": 3}
    assert (said["linked", "ALK"], said["linked", "CD34"], said["linked", "alectinib"]) == (9, 3, 2)
    assert said["linked", "Homo sapiens"] == 0


def test_many_entities() -> None:
    """Five thousand names are one tree, and a long text is walked once."""
    mentions = [Mention("linked", "gene", f"GENE{number}", aliases=(f"G{number} like",)) for number in range(5000)]
    case = Case(id="hash:0", title="GENE7 G8 like", abstract=("word " * 50_000 + "GENE4999",), mentions=tuple(mentions))
    spots = spot(case)

    assert (sum(spots.said), spots.said_as[8]) == (2, {"G8 like": 1})
