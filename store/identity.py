"""Which mentions are one entity: an algorithm on values, without a database.

A mention stands for *nodes*: its CURIEs, or its kind and name where it has none. A node is a text: the CURIE, or
`=kind:name` for a name. Nodes are joined into entities by *bridges*: pairs of CURIEs of different namespaces that one
case gives to the same name of the same kind. Whatever the order in which cases arrive, the same cases give the same
entities:

- A mention with CURIEs stands for each of them. If it has several of one namespace it names several entities; where it
  has one of another namespace too, that one bridges to each of them, and the rule below decides which bridge holds.
- A mention without a CURIE stands for all the CURIEs that its own case gives to its name in its kind; if there are
  none it stands for the name itself, in every case that has no id for it.
- Bridges are accepted by the number of cases that show them, most first, then by CURIE; one that would put two CURIEs
  of a namespace into one entity is passed over.
- Genes and proteins are one kind here: the name of a gene is that of its protein.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from store.curie import in_order, namespace
from store.patterns import pattern
from store.text import PLAIN_HYPHENS, fold, squeeze

NAME_MARK = "="
"""What the node of a name begins with, so that no kind can be taken for a namespace."""

NAME_LENGTH = 200
"""Names are told apart by this many characters; a longer one is a list that could not be split."""

_CLASSES = {"protein": "gene"}
_USUAL_KINDS = ("gene", "protein", "chemical", "disease", "species")
_DASHES = {**PLAIN_HYPHENS, ord("\u2014"): "-"}
_NAME_PARTS = pattern(r'(?:[^\W_]|(?<=[0-9])[^\w\s"*]+(?=[0-9])|\+)+')

Bridge = tuple[str, str]
"""Two CURIEs of different namespaces, the lesser first."""


class Naming(Protocol):
    """What identity needs to know of a mention; `store.model.Mention` is one."""

    @property
    def kind(self) -> str:
        """The kind that the mention is listed under."""
        ...

    @property
    def name(self) -> str:
        """The name that it gives."""
        ...

    @property
    def curies(self) -> Sequence[str]:
        """The ids that it gives."""
        ...


def kind_class(kind: str) -> str:
    """The kind within which names are compared: `gene` for genes and proteins, any other kind itself."""
    return _CLASSES.get(kind, kind)


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """The spelling by which two names are the same: folded, punctuation and white space as one space.

    Punctuation that tells names apart stays: between digits (`2,4-D`, `c.100+1G>A`) and `+` (`CD4+`).
    """
    folded = fold(name).translate(_DASHES)
    return (" ".join(_NAME_PARTS.findall(folded)) or folded.strip())[:NAME_LENGTH]


def name_node(kind: str, name: str) -> str:
    """The node of a name without id."""
    return f"{NAME_MARK}{kind_class(kind)}:{name_key(name)}"


def is_name_node(node: str) -> bool:
    """Whether a node is a name, not a CURIE."""
    return node.startswith(NAME_MARK)


def kind_order(kind: str) -> tuple[int, str]:
    """Sort key of kinds: the usual ones first, then the others by name."""
    return (_USUAL_KINDS.index(kind), "") if kind in _USUAL_KINDS else (len(_USUAL_KINDS), kind)


NameInKind = tuple[str, str]
"""A name as it is compared: the class of its kind, and its `name_key`."""


def name_in_kind(kind: str, name: str) -> NameInKind:
    """The name of a mention as it is compared with those of others."""
    return _CLASSES.get(kind, kind), name_key(name)


def identify(mentions: Sequence[Naming]) -> tuple[list[tuple[str, ...]], set[Bridge]]:
    """The nodes that each mention of one case stands for, in the order of the mentions, and the bridges it shows."""
    return identify_names([(name_in_kind(one.kind, one.name), tuple(one.curies)) for one in mentions])


def identify_names(names: Sequence[tuple[NameInKind, tuple[str, ...]]]) -> tuple[list[tuple[str, ...]], set[Bridge]]:
    """Like `identify`, of mentions given by their names and CURIEs."""
    curies_by_name: dict[NameInKind, tuple[str, ...]] = {}
    for name, curies in names:
        if curies:
            known = curies_by_name.get(name)
            curies_by_name[name] = known + curies if known and known != curies else curies
    nodes = [
        curies or tuple(dict.fromkeys(curies_by_name.get(name, ()))) or (f"{NAME_MARK}{name[0]}:{name[1]}",)
        for name, curies in names
    ]
    bridges = {bridge for curies in curies_by_name.values() if len(curies) > 1 for bridge in _bridges(set(curies))}
    return nodes, bridges


def _bridges(curies: Iterable[str]) -> Iterable[Bridge]:
    ordered = sorted(curies)
    for index, low in enumerate(ordered):
        for high in ordered[index + 1 :]:
            if namespace(low) != namespace(high):
                yield low, high


def rank(bridge: Bridge, cases: int) -> tuple[int, Bridge]:
    """Sort key of bridges: those that more cases show come first, then by CURIE."""
    return -cases, bridge


def partition(nodes: Iterable[str], bridges: Mapping[Bridge, int]) -> dict[str, tuple[str, ...]]:
    """The entity of every node, as the nodes it is made of; `bridges` gives the number of cases that show each.

    `nodes` holds at least the ends of all bridges. No entity holds two CURIEs of a namespace.
    """
    entity: dict[str, dict[str, str]] = {node: {namespace(node): node} for node in nodes}
    for (low, high), cases in sorted(bridges.items(), key=lambda item: rank(item[0], item[1])):
        one, other = entity[low], entity[high]
        if cases < 1 or one is other or not one.keys().isdisjoint(other.keys()):
            continue
        if len(one) < len(other):
            one, other = other, one
        one.update(other)
        for node in other.values():
            entity[node] = one
    named: dict[int, tuple[str, ...]] = {}
    return {node: named.setdefault(id(members), tuple(sorted(members.values()))) for node, members in entity.items()}


def entity_id(nodes: Iterable[str], kinds: Iterable[str]) -> str:
    """The public id of an entity: its first CURIE, else `kind:name`, the first of its kinds in the alphabet."""
    curies = [node for node in nodes if not is_name_node(node)]
    if curies:
        return curies[0] if len(curies) == 1 else in_order(curies)[0]
    (node,) = nodes
    kind_of_node, _, name = node[len(NAME_MARK) :].partition(":")
    return f"{min(kinds, default=kind_of_node)}:{name}"


def spelling(name: str) -> str:
    """The spelling under which a name is looked up: its words run together, the folded text where it has none."""
    return squeeze(name) or fold(name).strip()
