"""Sections of entities: their lists by kind, `- **Genes:** item, item`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from store.readers.outline import is_rule
from store.readers.remarks import Remarks

_IRREGULAR = {
    "species": "species",
    "viruses": "virus",
    "diagnoses": "diagnosis",
    "prognoses": "prognosis",
    "metastases": "metastasis",
    "series": "series",
    "bacteria": "bacterium",
    "fungi": "fungus",
    "taxa": "taxon",
    "phyla": "phylum",
    "loci": "locus",
    "phenomena": "phenomenon",
    "criteria": "criterion",
    "indices": "index",
    "strata": "stratum",
}
_LONGEST_LABEL = 80
_KEEP_S = ("ss", "us", "is", "ics")
_PLAIN_LABEL = re.compile(r"([A-Za-z][A-Za-z /-]{2,30}):(?:\s+|$)")
_LABEL = re.compile(
    r"(?:\*\*|__)\s*([^*:：\n]{1,80}?)\s*[:：]?\s*(?:\*\*|__)\s*(?:\(\d{1,5}\)\s*(?=[:：]))?([:：]?)\s*"
)
_COUNT = re.compile(r"\s*[(\[]\d{1,5}[)\]]$")
"""How many there are, behind a label."""
_BULLET = re.compile(r"[-*+•‣▪●]\s+|\d{1,3}[.)]\s+")
_SUBHEADING = re.compile(r"#{2,6} +(.+)")
_KNOWN = re.compile(
    r"(?:genes?|proteins?|chemicals?|drugs?|diseases?|species|mutations?|variants?|cell lines?|phenotypes?|organisms?"
    r"|pathways?|tissues?|anatomy|symptoms?|procedures?|viruses|bacteria)$",
    re.IGNORECASE,
)


class RawList(Struct):
    """One list of entities: its label, what stands after it by lines, and its first line (from 0)."""

    label: str
    pieces: list[str]
    at: int
    plain: bool = False
    """Whether its label is neither in bold nor a heading, and items stand behind it."""

    @property
    def raw(self) -> str:
        """All that stands after the label, on one line."""
        return " ".join(self.pieces)


@lru_cache(maxsize=1024)
def kind_of(label: str) -> str:
    """The kind that a label names: the label in the singular and in lower case (`Cell lines` is `cell line`)."""
    label = _COUNT.sub("", " ".join(label.split()).strip(" :*_")).lower()
    head, space, last = label.rpartition(" ")
    return head + space + _singular(last) if label else "entity"


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s") or word.endswith(_KEEP_S) or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]


def read_lists(lines: Iterable[tuple[int, str]], remarks: Remarks) -> tuple[list[RawList], list[str]]:
    """The lists among the numbered lines of a section of entities, and the text that belongs to none."""
    lists: list[RawList] = []
    loose: list[str] = []
    going_on = False
    for at, line in lines:
        text = line.strip()
        if not text or is_rule(text):
            going_on = going_on and bool(lists) and not lists[-1].raw
            continue
        found = _begins(text) or _begins_as_before(text, lists)
        if found and not found[1] and going_on and _is_name(text, found):
            found = None
        if found:
            plain = text[:4] != "- **" and bool(found[1]) and "**" not in text and "__" not in text and text[0] != "#"
            lists.append(RawList(found[0], [found[1]] if found[1] else [], at, plain))
            going_on = True
            continue
        bullet = _BULLET.match(text)
        if lists and (going_on or bullet):
            _go_on(lists[-1], text[bullet.end() :] if bullet else text, bullet is not None)
            remarks.add(at, f"the list of {lists[-1].label.lower()} goes on over a line")
            going_on = True
        else:
            remarks.add(at, "text that is no list of entities was kept beside them")
            loose.append(text)
    return lists, loose


def _begins(text: str) -> tuple[str, str] | None:
    """Label and items of a line that begins a list."""
    if text.startswith("- **"):
        end = text.find(":** ", 4, 90)
        if end > 0:
            return text[4:end].strip(), text[end + 4 :].strip()
    heading = _SUBHEADING.match(text)
    if heading and len(text) < _LONGEST_LABEL:
        return heading[1].strip(" #*_:"), ""
    bullet = _BULLET.match(text)
    start = bullet.end() if bullet else 0
    label = _LABEL.match(text, start)
    if label and (label[2] or ":" in label[0] or "：" in label[0] or label.end() == len(text)):
        return label[1], text[label.end() :].strip()
    plain = _PLAIN_LABEL.match(text, start)
    if plain and _KNOWN.match(plain[1].strip()):
        return plain[1].strip(), text[plain.end() :].strip()
    return None


def _begins_as_before(text: str, lists: list[RawList]) -> tuple[str, str] | None:
    """Label and items of a bullet with a plain label of any kind, where the list above has such a one."""
    if not lists or not lists[-1].plain:
        return None
    bullet = _BULLET.match(text)
    plain = _PLAIN_LABEL.match(text, bullet.end()) if bullet else None
    return (plain[1].strip(), text[plain.end() :].strip()) if plain else None


def _is_name(text: str, found: tuple[str, str]) -> bool:
    """Whether a bullet in a list holds nothing but a name in bold (`- **ALK**`): no label has a name of that kind."""
    return not found[1] and text[:1] != "#" and _BULLET.match(text) is not None and not _says_label(text, found[0])


def _says_label(text: str, label: str) -> bool:
    return text.rstrip("*_ ").endswith((":", "：")) or _KNOWN.match(_COUNT.sub("", label)) is not None


def _go_on(entities: RawList, text: str, bullet: bool) -> None:
    if bullet and entities.pieces and entities.pieces[-1][-1:] not in ",;":
        entities.pieces[-1] += ","
    if text:
        entities.pieces.append(text)
