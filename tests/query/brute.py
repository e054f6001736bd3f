"""What queries mean, worked out case by case from the documents alone: slow, plain, and without the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from store.curie import accession, normalise
from store.dates import sort_key
from store.identity import (
    entity_id,
    identify,
    is_name_node,
    kind_class,
    name_node,
    partition,
    spelling,
)
from store.keys import keys_meant
from store.model import Mention
from store.query.nodes import All, And, Is, Named, Node, Not, Or, Pair, Text, Word, Years
from store.text import words

Document = dict[str, Any]


_words = lru_cache(maxsize=None)(words)


def says(text: str, phrase: Sequence[Word]) -> bool:
    """Whether the words of a phrase follow one another in a text."""
    said = _words(text)
    return any(
        all(
            said[start + place].startswith(word.text) if word.prefix else said[start + place] == word.text
            for place, word in enumerate(phrase)
        )
        for start in range(len(said) - len(phrase) + 1)
    )


def findings(document: Document) -> list[str]:
    """The texts of the findings but the abstract."""
    return [document.get("tldr") or "", document.get("contribution") or "", *(document.get("key_findings") or ())]


def names(document: Document) -> list[str]:
    """Everything that mentions call entities."""
    found = []
    for mention in document.get("mentions") or ():
        found += [mention["name"], mention.get("description") or "", *(mention.get("aliases") or ())]
    return found


def rest(document: Document) -> list[str]:
    """The other texts."""
    found = list(document.get("abstract") or ())
    for section in document.get("other_sections") or ():
        found += [section["heading"], section["text"]]
    found.append((document.get("full_text") or {}).get("text") or "")
    return found + list((document.get("figures") or {}).get("items") or ())


class Library:
    """Documents by number, and the entities that their mentions amount to."""

    def __init__(self, documents: Mapping[int, Document], marks: Mapping[tuple[str, str], Iterable[str]] = {}) -> None:
        self.documents = documents
        self.marks = marks
        self.nodes: dict[int, set[str]] = {}
        bridges: dict[tuple[str, str], int] = {}
        self.calls: dict[str, list[tuple[str, str, str]]] = {}
        """By node: role, text and kind of everything that it is called."""
        for number, document in documents.items():
            mentions = document.get("mentions") or ()
            of_mention, shown = identify(
                [Mention("linked", m["kind"], m["name"], curies=tuple(m["curies"])) for m in mentions]
            )
            self.nodes[number] = {node for nodes in of_mention for node in nodes}
            for bridge in shown:
                bridges[bridge] = bridges.get(bridge, 0) + 1
            for mention, nodes in zip(mentions, of_mention, strict=True):
                for node in nodes:
                    said = self.calls.setdefault(node, [])
                    said.append(("name", mention["name"], mention["kind"]))
                    if mention.get("description"):
                        said.append(("description", mention["description"], mention["kind"]))
                    said += [("alias", alias, mention["kind"]) for alias in mention.get("aliases") or ()]
        self.members = partition(self.calls, bridges)
        self.entities = set(self.members.values())
        self.meant: dict[Named, set[int]] = {}

    def kinds(self, entity: tuple[str, ...]) -> set[str]:
        """As which kinds an entity is named."""
        return {kind for node in entity for _, _, kind in self.calls[node]}

    def cases_of(self, entity: tuple[str, ...]) -> set[int]:
        """The cases that name an entity."""
        return {number for number, nodes in self.nodes.items() if not nodes.isdisjoint(entity)}

    def called(self, value: str, kind: str, *, prefix: bool) -> set[tuple[str, ...]]:
        """The entities that a field with this value means."""
        found = {entity for entity in self.entities if self._has_id(entity, value)}
        if not found:
            found = {entity for entity in self.entities if self._has_name(entity, value, prefix=prefix)}
        fitting = {entity for entity in found if self._fits(entity, kind)}
        if fitting:
            return fitting
        phrase = [Word(word) for word in words(value)]
        if len(spelling(value)) < 3 or not phrase:
            return set()
        phrase[-1] = Word(phrase[-1].text, prefix)
        return {
            entity
            for entity in self.entities
            if self._fits(entity, kind)
            and any(says(text, phrase) for node in entity for _, text, _ in self.calls[node])
        }

    def _fits(self, entity: tuple[str, ...], kind: str) -> bool:
        return not kind or kind_class(kind) in {kind_class(one) for one in self.kinds(entity)}

    def _has_id(self, entity: tuple[str, ...], value: str) -> bool:
        label, colon, name = value.partition(":")
        wanted = {value, normalise(value)}
        if colon:
            wanted |= {name_node(label.strip().lower(), name), f"={kind_class(label.strip().lower())}:{name}"}
        return not wanted.isdisjoint(entity)

    def _has_name(self, entity: tuple[str, ...], value: str, *, prefix: bool) -> bool:
        spelled = spelling(value)
        label, colon, local = value.partition(":")
        for node in entity:
            if not is_name_node(node):
                if not prefix and accession(node).lower() == value.strip().lower():
                    return True
                if prefix and colon and local and node.startswith(f"{label.lower()}:{local}"):
                    return True
            for role, text, _ in self.calls[node]:
                own = spelling(text)
                if role != "description" and spelled and (own.startswith(spelled) if prefix else own == spelled):
                    return True
        return False

    def find(self, node: Node) -> set[int]:
        """The numbers of the cases that a query means."""
        return {number for number in self.documents if self.holds(node, number)}

    def holds(self, node: Node, number: int) -> bool:
        """Whether a query means a case."""
        document = self.documents[number]
        match node:
            case All():
                return True
            case Text():
                texts = [document.get("title") or ""]
                if node.where != "title":
                    texts += findings(document) + names(document) + rest(document)
                return any(says(text, node.words) for text in texts)
            case Named(value="*"):
                return any(
                    not node.kind or kind_class(mention["kind"]) == kind_class(node.kind)
                    for mention in document.get("mentions") or ()
                )
            case Named():
                if node not in self.meant:
                    called = self.called(node.value, node.kind, prefix=node.prefix)
                    self.meant[node] = {one for entity in called for one in self.cases_of(entity)}
                return number in self.meant[node]
            case Pair(within="case"):
                return (
                    self.holds(Or(node.left), number)
                    and self.holds(Or(node.right), number)
                    and any(self.pairs(node, number))
                )
            case Years():
                year = sort_key(document.get("date"))[:4]
                return bool(year) and (node.first or 0) <= int(year) <= (9999 if node.last is None else node.last)
            case Is():
                return self._is(node, number)
            case Not():
                return not self.holds(node.node, number)
            case And():
                return all(self.holds(part, number) for part in node.nodes)
            case Or():
                return any(self.holds(part, number) for part in node.nodes)

    def pairs(self, node: Pair, number: int) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """The entities of either side, two by two, that a case names."""
        here = {self.members[of] for of in self.nodes[number]}
        left, right = ({one for name in side for one in self._standing(name, here)} for side in (node.left, node.right))
        yield from ((one, other) for one in left for other in right if one != other)

    def _standing(self, name: Named, here: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
        if name.value == "*":
            return {entity for entity in here if self._fits(entity, name.kind)}
        return here & self.called(name.value, name.kind, prefix=name.prefix)

    def _is(self, node: Is, number: int) -> bool:
        document = self.documents[number]
        keys = {document["id"]}
        keys |= {f"pmc:{document['pmcid']}"} if document.get("pmcid") else set()
        keys |= {f"doi:{document['doi'].lower()}"} if document.get("doi") else set()
        keys |= {f"pubmed:{document['pmid']}"} if document.get("pmid") else set()
        match node.name:
            case "author" | "journal":
                phrase = [Word(word) for word in words(node.value)]
                if not phrase:
                    return False
                phrase[-1] = Word(phrase[-1].text, node.prefix)
                texts = document.get("authors") or () if node.name == "author" else [document.get("journal") or ""]
                return any(says(text, phrase) for text in texts)
            case "id":
                if not node.prefix:
                    return not keys.isdisjoint({*keys_meant(node.value), node.value})
                stem = node.value
                stems = (stem, f"pmc:{stem.upper()}", f"pmc:PMC{stem}", f"doi:{stem.lower()}", f"pubmed:{stem}")
                return not keys.isdisjoint(keys_meant(stem)) or any(key.startswith(stems) for key in keys)
            case "has":
                return _has(document, node.value)
            case "import":
                return bool(document.get("batch")) and document["batch"] == max(
                    (other.get("batch") or 0) for other in self.documents.values()
                )
            case "is" if node.value == "unread":
                return keys.isdisjoint(self.marks.get(("is", "read"), ()))
        return not keys.isdisjoint(self.marks.get((node.name, node.value), ()))


def _has(document: Document, what: str) -> bool:
    match what:
        case "findings":
            return bool(document.get("key_findings"))
        case "date":
            return bool(sort_key(document.get("date")))
        case "fulltext":
            return bool((document.get("full_text") or {}).get("text"))
        case "figures" | "references":
            items = document.get(what) or {}
            return bool(items.get("count") or items.get("items"))
    return bool(document.get(what))


def public_id(library: Library, entity: tuple[str, ...]) -> str:
    """The id of an entity."""
    return entity_id(entity, library.kinds(entity))
