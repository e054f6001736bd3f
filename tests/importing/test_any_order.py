"""Any files in any order, in one import or in many: the same library, whole, in which every id still finds its case."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.checking import check
from store.library import Library
from store.stored import ORIGIN
from tests.importing.made_cases import case_text

FILES = st.lists(
    st.builds(
        lambda pmc, doi, pmid, title, tldr: case_text(1, pmcid=pmc, doi=doi, pmid=pmid, title=title, tldr=tldr),
        st.none() | st.sampled_from(["PMC1", "PMC2", "PMC3"]),
        st.none() | st.sampled_from(["10.5555/a", "10.5555/B", "10.5555/c"]),
        st.none() | st.sampled_from(["11", "12"]),
        st.sampled_from(["One title", "Another"]),
        st.sampled_from(["Said.", "Said otherwise."]),
    ),
    min_size=1,
    max_size=9,
)


def state(library: Library) -> dict[int, Any]:
    """Documents by number, without where they came from."""
    return {
        number: {name: value for name, value in document.items() if name != ORIGIN}
        for number, document in library.documents()
    }


@settings(max_examples=60, deadline=None)
@given(FILES)
def test_any_files_in_any_order(texts: list[str]) -> None:
    """In one batch as one by one; the same files added up; again the last one says nothing new."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = []
        for number, text in enumerate(texts):
            paths.append(folder / f"{number}.md")
            paths[-1].write_text(text, encoding="utf-8")
        with Library.open(folder / "one.db", create=True) as together, Library.open(":memory:") as apart:
            report = together.import_paths(paths)
            reports = [apart.import_paths([path]) for path in paths]
            assert report.added + report.updated + report.unchanged == len(texts)
            assert (report.added, report.updated, report.unchanged) == (
                sum(one.added for one in reports),
                sum(one.updated for one in reports),
                sum(one.unchanged for one in reports),
            )
            assert state(together) == state(apart)
            assert together.index.total("") == together.info.cases == apart.info.cases
            for text in texts:
                for id_ in ("PMC1", "PMC2", "PMC3", "10.5555/a", "10.5555/B", "10.5555/c"):
                    if f"/{id_}\n" in text or f"DOI: {id_} " in text:
                        assert together.number(id_) == apart.number(id_)
            assert together.import_paths([paths[-1]]).unchanged == 1
            before = state(together)
            together.rebuild_index()
            assert state(together) == before
        assert check(folder / "one.db").problems == ()
