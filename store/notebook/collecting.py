"""Collections: named lists of cases in an order of one's own. A document with `name` and `cases` each."""

from __future__ import annotations

from collections.abc import Iterable

from store.errors import LibraryError, NotFoundError
from store.notebook.image import Document
from store.notebook.pages import COLLECTIONS
from store.notebook.part import Part, locked, same_case, several
from store.notebook.tagging import alphabetical
from store.text import clean_line, fold

_LONGEST = 80


class Collections(Part):
    """The collections of a notebook. Names that differ in capitals or accents alone are one."""

    def names(self) -> dict[str, int]:
        """All collections with the number of their cases, in alphabetical order."""
        documents = self.pages.image(COLLECTIONS).documents.values()
        counts = {document["name"]: len(document["cases"]) for document in documents}
        return {name: counts[name] for name in sorted(counts, key=alphabetical)}

    def cases(self, name: str) -> tuple[str, ...]:
        """The cases of a collection in its order, each by its present id. Raises `NotFoundError`."""
        return self._present(self._find(name)[1])

    def holding(self, case: str) -> tuple[str, ...]:
        """The collections that a case is in."""
        keys = set(same_case(case, self._known([case])[case]))
        documents = self.pages.image(COLLECTIONS).documents.values()
        return tuple(document["name"] for document in documents if keys.intersection(document["cases"]))

    @locked
    def add(self, name: str, cases: str | Iterable[str] = ()) -> int:
        """Put cases at the end of a collection, which is made where there is none; how many were new to it."""
        cases = several(cases)
        name = self._spelled(name)
        with self.steps.step(f"put {self._named(cases)} into “{name}”" if cases else f"make the collection “{name}”"):
            number = self.pages.image(COLLECTIONS).numbers.get(fold(name))
            if number is None:
                self.pages.add(COLLECTIONS, {"name": name, "cases": list(cases)})
                return len(cases)
            document = self.pages.image(COLLECTIONS).documents[number]
            known, inside = self._known(cases), set(document["cases"])
            new = [case for case in cases if not inside.intersection(same_case(case, known[case]))]
            if new:
                self.pages.write(COLLECTIONS, {number: document | {"cases": [*document["cases"], *new]}})
            return len(new)

    @locked
    def remove(self, name: str, cases: str | Iterable[str]) -> int:
        """Take cases out of a collection; how many were in it. Raises `NotFoundError`."""
        cases = several(cases)
        number, document = self._find(name)
        with self.steps.step(f"take {self._named(cases)} out of “{document['name']}”"):
            known = self._known(cases)
            gone = {key for case in cases for key in same_case(case, known[case])}
            left = [case for case in document["cases"] if case not in gone]
            if left != document["cases"]:
                self.pages.write(COLLECTIONS, {number: document | {"cases": left}})
            return len(document["cases"]) - len(left)

    @locked
    def move(self, name: str, cases: str | Iterable[str], to: int) -> None:
        """Move cases of a collection, in the order given, so that the first of them is at place `to`, from 1.

        Raises `NotFoundError` where there is no such collection or one of the cases is not in it.
        """
        cases = several(cases)
        number, document = self._find(name)
        with self.steps.step(f"move {self._named(cases)} in “{document['name']}”"):
            known = self._known(cases)
            moved: list[str] = []
            for case in cases:
                inside = [key for key in same_case(case, known[case]) if key in document["cases"]]
                if not inside:
                    raise NotFoundError(f"{clean_line(case)} is not in the collection “{document['name']}”.")
                moved.append(inside[0])
            rest = [case for case in document["cases"] if case not in moved]
            at = max(0, min(to - 1, len(rest)))
            order = [*rest[:at], *moved, *rest[at:]]
            if order != document["cases"]:
                self.pages.write(COLLECTIONS, {number: document | {"cases": order}})

    @locked
    def rename(self, name: str, to: str) -> None:
        """Give a collection another name. Raises `NotFoundError`, and `LibraryError` where the other name is taken."""
        number, document = self._find(name)
        new = _named(to)
        taken = self.pages.image(COLLECTIONS).numbers.get(fold(new))
        if taken not in (None, number):
            raise LibraryError(f"There is a collection “{self._spelled(new)}” already.")
        if new != document["name"]:
            with self.steps.step(f"rename the collection “{document['name']}” to “{new}”"):
                self.pages.write(COLLECTIONS, {number: document | {"name": new}})

    @locked
    def delete(self, name: str) -> None:
        """Delete a collection; its cases stay. Raises `NotFoundError`."""
        number, document = self._find(name)
        with self.steps.step(f"delete the collection “{document['name']}”"):
            self.pages.write(COLLECTIONS, {number: None})

    def _find(self, name: str) -> tuple[int, Document]:
        image = self.pages.image(COLLECTIONS)
        number = image.numbers.get(fold(clean_line(name)))
        if number is None:
            near = ", ".join(f"“{one}”" for one in list(self.names())[:5])
            raise NotFoundError(f"There is no collection “{clean_line(name)}”.", f"There are {near}." if near else "")
        return number, image.documents[number]

    def _spelled(self, name: str) -> str:
        """The name as it is spelled already, else as given."""
        document = self.pages.image(COLLECTIONS).get(fold(clean_line(name)))
        return str(document["name"]) if document else _named(name)

    def _present(self, document: Document) -> tuple[str, ...]:
        return tuple(dict.fromkeys(known.keys[0] for known in self._known(document["cases"]).values()))


def _named(name: str) -> str:
    name = clean_line(name)
    if not fold(name).strip() or len(name) > _LONGEST:
        raise LibraryError(f"A collection's name has between 1 and {_LONGEST} characters.")
    return name
