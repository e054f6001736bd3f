"""What a text means as a query of this library, and the cases that it finds."""

from __future__ import annotations

from store.errors import QueryError
from store.index.answers import Marks
from store.index.evaluating import Evaluator
from store.index.pair_answers import Looking
from store.query.fields import all_fields, field_of_kind
from store.query.nodes import Query
from store.query.parsing import as_title, of_kinds, parse


def understood(
    evaluator: Evaluator, text: str, *, typing: bool, notebook: Marks | None, looking: Looking
) -> tuple[Query, int]:
    """The query and the set of cases that it finds.

    A text that finds nothing as a query, or is none, is looked for as the words of a title. Raises `QueryError`.
    """
    pasted = as_title(text)
    title = None if pasted is None else Query(text, pasted)
    try:
        meant = parse(text, typing=typing)
        if not typing:
            _insist_on_fields(evaluator, meant)
    except QueryError:
        found = 0 if title is None else evaluator.cases(title, notebook)
        if title is None or not found:
            raise
        return title, found
    found = evaluator.cases(meant, notebook, typing=typing, looking=looking)
    if not found and title is not None:
        as_pasted = evaluator.cases(title, notebook)
        if as_pasted:
            return title, as_pasted
    return meant, found


def _insist_on_fields(evaluator: Evaluator, query: Query) -> None:
    """Raise `QueryError` for a field that neither language nor library knows, and that is no words either."""
    for part in of_kinds(query.node):
        field = query.text[part.span[0] : query.text.index(":", part.span[0])]
        if not evaluator.has_kind(field) and not evaluator.cases(Query(query.text, part), None):
            fields = dict.fromkeys((*all_fields(), *map(field_of_kind, evaluator.kinds())))
            raise QueryError(
                query.text, part.span[0], f"“{field}:” is no field here.", f"Fields are {', '.join(fields)}."
            )
