"""A new file for a case that is there already: one case, whose ids add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from store.documents import Document
from store.stored import (
    DISPUTED_KEYS,
    OLDER_KEYS,
    keys_of_stored,
    own_keys,
    same_case,
)
from store.text import shorten, words

_IDS = (("pmcid", "PMC id", "pmc"), ("doi", "DOI", "doi"), ("pmid", "PubMed id", "pubmed"))
_TITLE_LENGTH = 300


class Merged(Struct, frozen=True):
    """What becomes of the case `number`."""

    number: int
    before: Document
    document: Document
    absorbed: tuple[int, ...]
    """Numbers of cases that turned out to be the same paper; they go."""
    messages: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changes."""
        return not self.absorbed and same_case(self.before, self.document)


def merge(new: Document, owners: Mapping[str, int], stored: Mapping[int, Document]) -> Merged:
    """Put the content of `new` in the place of the case that shares its best key.

    `owners` are the keys of `new` that the library knows, with their cases, at least one; `stored` those cases. The
    content is the new file's; ids that it lacks stay; ids that it replaces go on as older keys. Further cases are
    absorbed, unless their ids say that they are other papers: then they keep their keys and a message says so.
    """
    number = next(owners[key] for key in keys_of_stored(new) if key in owners)
    before = stored[number]
    others = [other for other in dict.fromkeys(owners.values()) if other != number]
    apart = [other for other in others if _contradiction(before, stored[other])]
    absorbed = [other for other in others if other not in apart]
    document = dict(new)
    older = [before, *(stored[other] for other in absorbed)]
    for old in older:
        for field, _, _ in _IDS:
            document[field] = document.get(field) or old.get(field)
    disputed = _disputed(own_keys(new), [key for key, owner in owners.items() if owner in apart], older)
    _set_keys(document, [*older, new], disputed)
    messages = [
        *_title_messages(new, before),
        *_id_messages(new, before),
        *(_absorbed_message(before, stored[other]) for other in absorbed),
        *(_apart_message(stored[other], _contradiction(before, stored[other]), disputed) for other in apart),
    ]
    return Merged(number, before, document, tuple(absorbed), tuple(messages))


def _disputed(own: Sequence[str], of_others: Sequence[str], older: Sequence[Document]) -> list[str]:
    """Keys that stay with other cases: those seen now, and those known before of which the new file says nothing."""
    granted = {key for old in older for key in keys_of_stored(old)}
    before = [key for old in older for key in old.get(DISPUTED_KEYS) or () if key not in own]
    return [key for key in dict.fromkeys([*of_others, *before]) if key not in granted]


def _set_keys(document: Document, sources: Sequence[Document], disputed: Sequence[str]) -> None:
    """Give `document` its `id` and its older keys, in place."""
    own = own_keys(document)
    every = dict.fromkeys(key for source in sources for key in keys_of_stored(source))
    document[OLDER_KEYS] = [key for key in every if key not in own and key not in disputed]
    document[DISPUTED_KEYS] = [key for key in own if key in disputed]
    document["id"] = keys_of_stored(document)[0]
    for name in (OLDER_KEYS, DISPUTED_KEYS):
        if not document[name]:
            del document[name]


def _contradiction(one: Document, other: Document) -> str:
    """Which id tells that two cases are different papers; "" where none does."""
    for field, called, _ in _IDS:
        first, second = one.get(field), other.get(field)
        if first and second and first.casefold() != second.casefold():
            return called
    return ""


def _title_messages(new: Document, before: Document) -> list[str]:
    if words(new["title"]) == words(before["title"]):
        return []
    return [
        f"{before['id']} was “{shorten(before['title'], _TITLE_LENGTH)}”"
        f" and is now “{shorten(new['title'], _TITLE_LENGTH)}”: the same id, another title"
    ]


def _id_messages(new: Document, before: Document) -> list[str]:
    found = []
    for field, called, _ in _IDS:
        old, now = before.get(field), new.get(field)
        if old and now and old.casefold() != now.casefold():
            found.append(f"{before['id']} had the {called} {old} and now has {now}; both find it")
    return found


def _absorbed_message(kept: Document, other: Document) -> str:
    return (
        f"{kept['id']} and {other['id']} (“{shorten(other['title'], _TITLE_LENGTH)}”) are one paper by this file's ids;"
        " they are one case now, and the keys of both find it"
    )


def _apart_message(other: Document, called: str, disputed: Sequence[str]) -> str:
    keys = ", ".join(key for key in disputed if key in keys_of_stored(other))
    return (
        f"{keys} belongs to {other['id']} (“{shorten(other['title'], _TITLE_LENGTH)}”), which has another {called}:"
        " the two were kept apart"
    )
