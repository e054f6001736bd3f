"""The fields of the query language, declared once: parsing, completion and the grammar page follow from them."""

from __future__ import annotations

from collections.abc import Mapping

from store.query.nodes import Level
from store.text import words

KIND_FIELDS: Mapping[str, str] = {
    "gene": "gene",
    "protein": "protein",
    "chemical": "chemical",
    "drug": "chemical",
    "disease": "disease",
    "species": "species",
    "mutation": "mutation",
    "phenotype": "phenotype",
    "cell": "cell line",
    "entity": "",
}
"""Fields that ask for an entity, and the kind they ask for (empty: any)."""

VALUE_FIELDS = ("author", "journal", "id", "tag", "note", "in")
"""Fields that take any value."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "has": ("fulltext", "abstract", "findings", "doi", "pmid", "pmcid", "date", "authors", "figures", "references"),
    "is": ("starred", "unread", "read", "marked", "tagged", "noted"),
    "import": ("last",),
}
"""Fields that take one of a few values."""

TILDES: Mapping[Level, str] = {"case": "~", "finding": "~f", "sentence": "~s"}
"""The signs of pairs by how near they ask for; each may also be written out (`~sentence`)."""

EXPLAINED: tuple[tuple[str, str], ...] = (
    (
        "metastasis",
        "the word, anywhere in title, findings, entities or abstract; case, accents and hyphens do not count",
    ),
    ("metast*", "every word that begins so; inside a phrase too"),
    ('"brain met*"', "words that follow one another"),
    ("ALK-rearranged", "a hyphenated word is a phrase"),
    ("lung -kidney", "both are needed; `-` in front leaves out what it finds"),
    ("lung OR pleura", "either; binds less than words side by side"),
    ("(lung OR pleura) ALK", "parentheses group"),
    (
        "gene:ALK protein:CD34 drug:alectinib",
        "entities by name, alias, CURIE or bare accession; `drug:` is `chemical:`",
    ),
    ('disease:"brain metast*" species:9606', "quotes keep words together; a star asks for the beginning of a name"),
    ("entity:ncbigene:238", "an entity of any kind; a CURIE may also stand alone: `ncbigene:238`"),
    (
        "gene:ALK ~ chemical:*",
        'a pair: both sides are named in one case; a side is an entity term, `"a name"`, or `*` for any entity',
    ),
    (
        "gene:ALK ~f drug:* gene:ALK ~s drug:*",
        "the same in one finding (title, TL;DR, a key finding, a paragraph), or in one sentence, which is shown",
    ),
    ("(gene:ALK OR gene:ROS1) ~s drug:*", "alternatives on a side"),
    ("gene:*", "cases that name any gene; likewise `mutation:` `phenotype:` `cell:`"),
    ("biomarker:PD-L1 cell-type:*", "likewise any other kind that a case lists entities under"),
    ("title:neoplasm author:gao journal:cancer", "words of the title, of an author's name, of the journal's name"),
    ("year:2020..2026 year:2024 year:>=2020", "years, both ends included; cases without a date are not found"),
    ("id:PMC12893846", "a case by PMC id, DOI, PubMed id or key"),
    ("has:fulltext has:doi", "cases whose file holds that: " + ", ".join(CHOICES["has"])),
    ("is:starred is:unread is:marked", "from the notebook; also `tag:` `note:` `in:`COLLECTION"),
    ("import:last", "what came in last"),
)
"""Examples with what they mean, for help and README."""


def is_field(name: str) -> bool:
    """Whether `name:` begins a field."""
    return name in KIND_FIELDS or name in VALUE_FIELDS or name in CHOICES or name in ("year", "title")


def field_of_kind(kind: str) -> str:
    """The field that asks for a kind of entities, empty for any: one of the language, else the kind with hyphens."""
    known = next((name for name, of in KIND_FIELDS.items() if of == kind), None)
    return "-".join(words(kind)) if known is None else known


def all_fields() -> tuple[str, ...]:
    """Every field name."""
    return (*KIND_FIELDS, "title", "author", "journal", "year", "id", *CHOICES, "tag", "note", "in")


def grammar_page() -> str:
    """The README's table of the query language."""
    rows = [f"| `{example}` | {meaning} |".replace("\\|", "|") for example, meaning in EXPLAINED]
    return "\n".join(["| query | finds |", "| --- | --- |", *rows])
