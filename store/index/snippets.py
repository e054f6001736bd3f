"""The sentence of a case that says what a query looks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.index.answers import Snippet
from store.matching import likely, phrases_of, places_of
from store.model import Case
from store.query.nodes import Query, Word
from store.sentences import sentences

_LONGEST_TEXT = 200_000
"""Characters of the text of a case in which a sentence is looked for."""


def snippet(case: Case, query: Query) -> Snippet | None:
    """The sentence that says the most of what a query looks for, the first of those; names of entities come last."""
    phrases = phrases_of(query)
    if not phrases:
        return None
    best: tuple[int, str] | None = None
    for sentence in _sentences(case, phrases):
        said = sum(1 for phrase in phrases if places_of(sentence, (phrase,)))
        if said and (best is None or said > best[0]):
            best = said, sentence
            if said == len(phrases):
                break
    if best is None:
        return _named(case, phrases)
    return Snippet(best[1], tuple(places_of(best[1], phrases)))


def _sentences(case: Case, phrases: Sequence[Sequence[Word]]) -> Iterable[str]:
    """The sentences of the texts in which any of the phrases may stand."""
    left = _LONGEST_TEXT
    for text in _texts(case):
        if likely(text, phrases):
            yield from (text[start:end] for start, end in sentences(text[:left]))
        left -= len(text)
        if left <= 0:
            return


def _texts(case: Case) -> Iterable[str]:
    yield from filter(None, (case.tldr, case.contribution))
    yield from case.key_findings
    yield from case.abstract
    for section in case.other_sections:
        yield section.text
    if case.full_text.text:
        yield case.full_text.text
    yield from case.figures.items


def _named(case: Case, phrases: Sequence[Sequence[Word]]) -> Snippet | None:
    """The names of the entity by which a case was found."""
    for mention in case.mentions:
        names = [mention.name, *([mention.description] if mention.description else []), *mention.aliases]
        for name in names:
            if places_of(name, phrases):
                said = mention.name if name == mention.name else f"{mention.name}: {name}"
                return Snippet(said, tuple(places_of(said, phrases)))
    return None
