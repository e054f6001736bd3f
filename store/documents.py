"""Cases as documents: the dictionaries that are stored, and that `rounds show --json` prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec.json import encode

from store.curie import normalise
from store.errors import RejectedError
from store.keys import keys_of
from store.model import Case, EntityList, FullText, Items, Mention, OtherSection, Section
from store.patterns import pattern
from store.text import clean, shorten

Document = dict[str, Any]
"""A case as JSON values: the keys of `rounds show --json` and `entity_lists`."""

_T = TypeVar("_T")

_CURIE = pattern(r"([A-Za-z][A-Za-z0-9._-]*):([^\s:]\S*)")
_QUOTED = 40


def to_document(case: Case) -> Document:
    """The document of a case; `to_case` gives an equal case back."""
    full_text, figures, references = case.full_text, case.figures, case.references
    return {
        **_beginning(case),
        "mentions": [
            {
                "section": mention.section,
                "kind": mention.kind,
                "name": mention.name,
                "description": mention.description,
                "curies": list(mention.curies),
                "aliases": list(mention.aliases),
                "raw": mention.raw,
            }
            for mention in case.mentions
        ],
        "full_text": {"url": full_text.url, "text": full_text.text},
        "figures": {"count": figures.count, "url": figures.url, "items": list(figures.items)},
        "references": {"count": references.count, "url": references.url, "items": list(references.items)},
        "other_sections": [{"heading": other.heading, "text": other.text} for other in case.other_sections],
        "entity_lists": [
            {"section": entities.section, "label": entities.label, "raw": entities.raw}
            for entities in case.entity_lists
        ],
    }


def to_json(case: Case, more: Document) -> bytes:
    """The document of a case, with `more` at its end, as JSON: as `store.storage.packing.write_json` writes it.

    The values that a case is made of have their fields in the order of the document, and so are written as they are.
    """
    parts = {
        "mentions": case.mentions,
        "full_text": case.full_text,
        "figures": case.figures,
        "references": case.references,
        "other_sections": case.other_sections,
        "entity_lists": case.entity_lists,
    }
    return encode(_beginning(case) | parts | more)


def _beginning(case: Case) -> Document:
    return {
        "id": case.id,
        "pmcid": case.pmcid,
        "pmid": case.pmid,
        "doi": case.doi,
        "title": case.title,
        "authors": list(case.authors),
        "journal": case.journal,
        "date": case.date,
        "archive": case.archive,
        "url": case.url,
        "tldr": case.tldr,
        "contribution": case.contribution,
        "key_findings": list(case.key_findings),
        "abstract": list(case.abstract),
    }


def to_case(document: Mapping[str, Any]) -> Case:
    """The case of a document that this program stored. Use `admit` for a document from anywhere else."""
    full_text, figures, references = document["full_text"], document["figures"], document["references"]
    return Case(
        id=document["id"],
        title=document["title"],
        pmcid=document["pmcid"],
        pmid=document["pmid"],
        doi=document["doi"],
        authors=tuple(document["authors"]),
        journal=document["journal"],
        date=document["date"],
        archive=document["archive"],
        url=document["url"],
        tldr=document["tldr"],
        contribution=document["contribution"],
        key_findings=tuple(document["key_findings"]),
        abstract=tuple(document["abstract"]),
        mentions=tuple(_mention(mention) for mention in document["mentions"]),
        entity_lists=tuple(
            EntityList(entities["section"], entities["label"], entities["raw"])
            for entities in document.get("entity_lists", ())
        ),
        full_text=FullText(full_text["url"], full_text["text"]),
        figures=Items(figures["count"], figures["url"], tuple(figures["items"])),
        references=Items(references["count"], references["url"], tuple(references["items"])),
        other_sections=tuple(OtherSection(other["heading"], other["text"]) for other in document["other_sections"]),
    )


def _mention(mention: Mapping[str, Any]) -> Mention:
    return Mention(
        mention["section"],
        mention["kind"],
        mention["name"],
        mention["description"],
        tuple(mention["curies"]),
        tuple(mention["aliases"]),
        mention["raw"],
    )


# --- documents from outside --------------------------------------------------------------------------------------


def admit(document: object) -> Case:
    """The case of a document from a file: every value checked, every text cleaned, its key derived anew.

    A value that is absent may be missing altogether. Raises `RejectedError` where one is of another kind than a case
    has, or where there is neither a title nor an id.
    """
    fields = _mapping(document, "the case")
    title = _line(fields, "title") or ""
    pmcid, pmid, doi = _line(fields, "pmcid"), _line(fields, "pmid"), _line(fields, "doi")
    title = title or doi or pmcid or pmid or ""
    if not title:
        raise RejectedError("a case of this JSON has neither title nor id")
    authors = _lines(fields, "authors")
    full_text = _mapping(fields.get("full_text") or {}, "full_text")
    return Case(
        id=keys_of(pmcid=pmcid, doi=doi, pmid=pmid, title=title, authors=authors)[0],
        title=title,
        pmcid=pmcid,
        pmid=pmid,
        doi=doi,
        authors=authors,
        journal=_line(fields, "journal"),
        date=_line(fields, "date"),
        archive=_line(fields, "archive"),
        url=_line(fields, "url"),
        tldr=_text(fields, "tldr"),
        contribution=_text(fields, "contribution"),
        key_findings=_lines(fields, "key_findings"),
        abstract=_lines(fields, "abstract"),
        mentions=_each(fields, "mentions", _admit_mention),
        entity_lists=_each(fields, "entity_lists", _admit_entity_list),
        full_text=FullText(_line(full_text, "url"), _text(full_text, "text")),
        figures=_admit_items(fields, "figures"),
        references=_admit_items(fields, "references"),
        other_sections=_each(fields, "other_sections", _admit_other),
    )


def _admit_mention(value: object) -> Mention:
    fields = _mapping(value, "mentions")
    return Mention(
        section=_section(fields),
        kind=(_line(fields, "kind") or "entity").lower(),
        name=_line(fields, "name") or "",
        description=_line(fields, "description"),
        curies=tuple(dict.fromkeys(map(_curie, _lines(fields, "curies")))),
        aliases=_lines(fields, "aliases"),
        raw=_line(fields, "raw") or "",
    )


def _curie(text: str) -> str:
    """An id as everything else writes it; databases that are not known yet may have ids too."""
    if known := normalise(text):
        return known
    match = _CURIE.fullmatch(text)
    if match is None:
        raise RejectedError(f"“{shorten(text, _QUOTED)}” under “curies” is no id as prefix:local")
    return f"{match[1].lower()}:{match[2]}"


def _admit_entity_list(value: object) -> EntityList:
    fields = _mapping(value, "entity_lists")
    return EntityList(_section(fields), _line(fields, "label") or "", _line(fields, "raw") or "")


def _admit_other(value: object) -> OtherSection:
    fields = _mapping(value, "other_sections")
    return OtherSection(_line(fields, "heading") or "", _text(fields, "text") or "")


def _admit_items(fields: Mapping[str, Any], name: str) -> Items:
    value = _mapping(fields.get(name) or {}, name)
    count = value.get("count")
    if count is not None and (not isinstance(count, int) or isinstance(count, bool) or count < 0):
        raise RejectedError(f"the count of “{name}” is no number")
    return Items(count, _line(value, "url"), _lines(value, "items"))


def _section(fields: Mapping[str, Any]) -> Section:
    section = fields.get("section")
    if section not in ("linked", "full_text"):
        raise RejectedError("the “section” of a mention is neither “linked” nor “full_text”")
    return "linked" if section == "linked" else "full_text"


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RejectedError(f"“{name}” is no JSON object")
    return value


def _line(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise RejectedError(f"“{name}” is no text")
    return " ".join(clean(value).split("\n")).strip() or None


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise RejectedError(f"“{name}” is no text")
    return clean(value).strip() or None


def _lines(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(text for text in _each(fields, name, lambda value: _line({name: value}, name) or "") if text)


def _each(fields: Mapping[str, Any], name: str, admit_one: Callable[[object], _T]) -> tuple[_T, ...]:
    value = fields.get(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        raise RejectedError(f"“{name}” is no list")
    return tuple(admit_one(item) for item in value)
