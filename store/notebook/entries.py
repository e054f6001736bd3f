"""Stars, tags and notes: what a person writes down about a case.

An entry is a document with the `keys` of its case, its `title`, and of the following what there is: `star` (when),
`tags`, `note` (`text` in Markdown, and `at`). The keys are all that any library has told, so that the entry is found
again in another library that knows the paper by another id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from store.model import Known
from store.notebook.image import Document, Image
from store.notebook.pages import CASES
from store.notebook.part import Part, locked, same_case, several
from store.notebook.steps import now
from store.notebook.tagging import alphabetical, normalise_tag, same_spelling
from store.text import clean, fold


class Entry(Struct, frozen=True):
    """What is written down about a case."""

    keys: tuple[str, ...]
    title: str | None = None
    starred: str | None = None
    """When: ISO 8601, UTC."""
    tags: tuple[str, ...] = ()
    note: str | None = None
    """Markdown."""
    noted: str | None = None
    """When the note was last changed: ISO 8601, UTC."""


class Entries(Part):
    """The entries of a notebook. Methods that change several cases at once are one step."""

    # --- reading

    def entry(self, case: str) -> Entry:
        """What is written down about a case; empty where there is nothing."""
        return self.entries_of([case])[case]

    def entries_of(self, cases: Iterable[str]) -> dict[str, Entry]:
        """What is written down about each of these cases."""
        known, image = self._known(several(cases)), self._image
        return {case: read_entry(_joined(image, _numbers(image, case, its), case, its)) for case, its in known.items()}

    def entries(self) -> list[Entry]:
        """All entries, the oldest first."""
        return [read_entry(document) for document in self._image.documents.values()]

    def note(self, case: str) -> str | None:
        """The note on a case, in Markdown."""
        return self.entry(case).note

    def tags(self) -> dict[str, int]:
        """All tags with the number of cases, in alphabetical order."""
        return count_tags(self._image.documents.values())

    @property
    def _image(self) -> Image:
        return self.pages.image(CASES)

    # --- changing

    @locked
    def star(self, cases: str | Iterable[str]) -> None:
        """Star cases; those that are starred keep the date of their star."""
        cases, at = several(cases), now()
        with self.steps.step(f"star {self._named(cases)}"):
            self._change(cases, lambda entry: entry.setdefault("star", at))

    @locked
    def unstar(self, cases: str | Iterable[str]) -> None:
        """Take the stars off."""
        cases = several(cases)
        with self.steps.step(f"take the star off {self._named(cases)}"):
            self._change(cases, lambda entry: entry.pop("star", None))

    @locked
    def toggle_stars(self, cases: str | Iterable[str]) -> bool:
        """Star cases, or take the stars off where all have one; whether they are starred now."""
        cases = several(cases)
        starred = not all(entry.starred for entry in self.entries_of(cases).values())
        if starred:
            self.star(cases)
        else:
            self.unstar(cases)
        return starred

    @locked
    def tag(self, cases: str | Iterable[str], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Add and remove tags. Raises `LibraryError` where one holds no letter."""
        cases = several(cases)
        new, old = [normalise_tag(tag) for tag in add], [normalise_tag(tag) for tag in remove]
        said = " ".join([*(f"+{tag}" for tag in new), *(f"-{tag}" for tag in old)])
        with self.steps.step(f"tag {self._named(cases)} {said}"):
            spelled = {fold(tag): tag for tag in self.tags()}
            new = [spelled.setdefault(fold(tag), tag) for tag in new]
            gone = {fold(tag) for tag in old}

            def change(entry: Document) -> None:
                kept = [tag for tag in entry.get("tags", ()) if fold(tag) not in gone]
                entry["tags"] = same_spelling([*kept, *new])

            self._change(cases, change)

    @locked
    def set_note(self, case: str, text: str) -> None:
        """Write the note on a case (Markdown); an empty text takes it away."""
        text = clean(text).strip("\n").rstrip()
        at = now()

        def change(entry: Document) -> None:
            if not text.strip():
                entry.pop("note", None)
            elif entry.get("note", {}).get("text") != text:
                entry["note"] = {"text": text, "at": at}

        what = "write a note on" if text.strip() else "take away the note on"
        with self.steps.step(f"{what} {self._named([case])}"):
            self._change([case], change)

    @locked
    def join_entry(self, document: Document) -> bool:
        """Add what another notebook says about a case; whether it is news."""
        image, keys = self._image, document["keys"]
        numbers = list(dict.fromkeys(image.numbers[key] for key in keys if key in image.numbers))
        if not numbers:
            self.pages.add(CASES, document)
            return True
        entry: Document = {"keys": [], "title": None}
        for number in numbers:
            join(entry, image.documents[number])
        join(entry, document)
        if entry == image.documents[numbers[0]]:
            return False
        self.pages.write(CASES, dict.fromkeys(numbers[1:]) | {numbers[0]: entry})
        return True

    def _change(self, cases: Sequence[str], change: Callable[[Document], object]) -> None:
        """Have `change` change a copy of the entry of each case, and write what differs."""
        known = self._known(cases)
        for case in cases:
            image = self._image
            numbers = _numbers(image, case, known[case])
            entry = _joined(image, numbers, case, known[case])
            change(entry)
            filled = {name: value for name, value in entry.items() if value or name in ("keys", "title")}
            after = filled if len(filled) > 2 else None
            if numbers:
                if len(numbers) > 1 or _facts(image.documents[numbers[0]]) != _facts(filled):
                    self.pages.write(CASES, dict.fromkeys(numbers[1:]) | {numbers[0]: after})
            elif after is not None:
                self.pages.add(CASES, after)


def _numbers(image: Image, case: str, known: Known) -> list[int]:
    """The entries of a case: one, unless it was written down under two keys before a library joined them."""
    return list(dict.fromkeys(image.numbers[key] for key in same_case(case, known) if key in image.numbers))


def _facts(entry: Document) -> Document:
    return {name: value for name, value in entry.items() if name not in ("keys", "title")}


def _joined(image: Image, numbers: Sequence[int], case: str, known: Known) -> Document:
    """A copy of the entries `numbers` as one entry of `case`: nothing that stands in any of them is lost."""
    keys = dict.fromkeys((*known.keys, case))
    entry: Document = {"keys": list(keys) if len(keys) > 1 or not numbers else [], "title": known.title}
    for number in numbers:
        join(entry, image.documents[number])
    entry["keys"] = list(dict.fromkeys([*entry["keys"], *keys]))
    return entry


def join(entry: Document, other: Document) -> None:
    """Add to `entry` what `other` says."""
    entry["keys"] = list(dict.fromkeys([*entry["keys"], *other["keys"]]))
    entry["title"] = entry["title"] or other["title"]
    if "star" in other:
        entry["star"] = min(entry.get("star", other["star"]), other["star"])
    if other.get("tags"):
        entry["tags"] = same_spelling([*entry.get("tags", ()), *other["tags"]])
    if "note" in other:
        mine, theirs = entry.get("note"), other["note"]
        if mine is None or mine["text"] in theirs["text"]:
            entry["note"] = theirs
        elif theirs["text"] not in mine["text"]:
            at = max(mine["at"], theirs["at"])
            entry["note"] = {"text": f"{mine['text']}\n\n{theirs['text']}", "at": at}


def count_tags(documents: Iterable[Document]) -> dict[str, int]:
    """All tags of these entries with the number of cases, in alphabetical order."""
    counts = Counter(tag for document in documents for tag in document.get("tags", ()))
    return {tag: counts[tag] for tag in sorted(counts, key=alphabetical)}


def read_entry(document: Document) -> Entry:
    """The entry of a document."""
    note = document.get("note", {})
    return Entry(
        tuple(document["keys"]),
        document["title"],
        document.get("star"),
        tuple(document.get("tags", ())),
        note.get("text"),
        note.get("at"),
    )
