"""Removing cases from a library so that the notebook's undo brings them back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from store.documents import Document
from store.library import Library
from store.notebook.notebook import Notebook
from store.storage.opening import MEMORY


def remove_cases(library: Library, notebook: Notebook, references: Iterable[str]) -> list[Document]:
    """Remove the cases that a person means by `references`, all or none; their documents.

    They are kept in the notebook before they leave the library, and are no longer marked once they have. Raises
    `NotFoundError`, `AmbiguousError` and, where either file cannot be written to, `ReadOnlyError`.
    """
    numbers = dict.fromkeys(library.number(reference) for reference in references)
    documents = [document for _, document in library.documents(numbers)]
    if documents:
        with notebook.removing(documents, library.info.path or Path(MEMORY), library.identify()):
            library.remove([document["id"] for document in documents])
    return documents
