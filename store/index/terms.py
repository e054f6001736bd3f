"""Terms of the query language that stand for an entity."""

from __future__ import annotations

from collections.abc import Collection

from store.identity import kind_order
from store.index.resolving import Resolver
from store.query.editing import entity_term, quote
from store.query.fields import KIND_FIELDS

_FIELD_OF_KIND = {kind: name for name, kind in reversed(list(KIND_FIELDS.items()))}
_UNQUOTABLE = frozenset('"*')


def term(resolver: Resolver, entity_id: str, name: str, kinds: Collection[str]) -> str:
    """The most readable term that finds exactly the cases of an entity: by its name where no other has it."""
    kind = min(kinds, key=kind_order)
    field = _FIELD_OF_KIND.get(kind)
    plain = field and _UNQUOTABLE.isdisjoint(name) and not resolver.with_id(name)
    if plain and len(resolver.entities(name, kind)) == 1:
        return f"{field}:{quote(name)}"
    return entity_term(entity_id)
