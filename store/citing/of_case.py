"""A case of the library as a reference."""

from __future__ import annotations

import re
from collections.abc import Mapping

from store.citing.abbreviations import abbreviation_of
from store.citing.reference import Date, Reference
from store.citing.splitting import split_name
from store.dates import read_date
from store.model import Case

_OTHERS = re.compile(r"(?:et al|and others|others)\.?", re.IGNORECASE)
"""What a list of authors that was cut short ends with; it is nobody's name."""
_PREPRINT_SERVERS = frozenset(
    ("arxiv", "biorxiv", "chemrxiv", "medrxiv", "osf", "preprints.org", "research square", "ssrn")
)
"""Archives that publish by themselves what no journal has taken yet."""


def reference_of(
    case: Case,
    *,
    names: Mapping[str, str] | None = None,
    abbreviations: Mapping[str, str] | None = None,
) -> Reference:
    """What can be said of the paper of `case`; nothing is invented.

    `names` is the user's table of names that the rule of `store.citing.splitting` does not tell apart rightly;
    `abbreviations` their table of journals, which goes before the List of Title Word Abbreviations.
    """
    date, _ = read_date(case.date)
    journal, archive = case.journal or "", case.archive or ""
    preprint = not journal and archive.lower() in _PREPRINT_SERVERS
    return Reference(
        id=case.id,
        type="article" if preprint else "article-journal",
        title=case.title,
        title_is_sentence=True,
        authors=tuple(split_name(author, names) for author in case.authors if _is_name(author)),
        container=journal,
        publisher=archive if preprint else "",
        container_short=abbreviation_of(journal, abbreviations),
        issued=Date(date.year, date.month, date.day) if date else None,
        doi=case.doi or "",
        pmid=case.pmid or "",
        pmcid=case.pmcid or "",
    )


def _is_name(author: str) -> bool:
    return bool(author.strip()) and not _OTHERS.fullmatch(author.strip())
