"""Made cases are what measurements rest on: always the same, and sound."""

from __future__ import annotations

from pathlib import Path

from store.readers.case_file import read_case
from tests.bench.figures import Figure, put_into
from tests.bench.made_cases import made_case, made_cases, write_folder, write_tar


def test_a_made_case_follows_from_its_seed_and_index() -> None:
    """The same seed and index give the same file, whatever else is made, and others give another one."""
    again = dict(made_cases(3, start=40))
    name, data = made_case(41)

    assert data == again[name]
    assert data != made_case(42)[1]
    assert data != made_case(41, seed=2)[1]


def test_made_cases_are_read_without_a_warning() -> None:
    """Every made file reads without a notice, with every section filled from time to time."""
    cases = []
    for name, data in made_cases(300):
        case, notices = read_case(data, name=name)
        cases.append(case)

        assert [] == notices

    assert {"gene", "protein", "disease", "chemical", "species", "phenotype", "cell line", "mutation"} == {
        mention.kind for case in cases for mention in case.mentions
    }
    assert {"linked", "full_text"} == {mention.section for case in cases for mention in case.mentions}
    assert all(case.abstract and case.doi and case.pmcid for case in cases)


def test_made_cases_are_about_eight_kilobytes() -> None:
    """Budgets speak of cases of 8 kB."""
    sizes = [len(data) for _, data in made_cases(200)]

    assert 7_000 < sum(sizes) / len(sizes) < 9_000


def test_folders_and_tars_hold_the_same(tmp_path: Path) -> None:
    """It makes no difference how they are written."""
    size = write_folder(tmp_path / "cases", made_cases(5))

    assert size == write_tar(tmp_path / "cases.tar", made_cases(5))
    assert 5 == len(list((tmp_path / "cases").rglob("*.md")))


def test_the_table_goes_between_its_marks(tmp_path: Path) -> None:
    """What stands around the marks stays, and writing again replaces what was written."""
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- speed -->\nold\n<!-- /speed -->\nafter\n", encoding="utf-8")
    put_into(page, "new")
    put_into(page, "newer")

    assert page.read_text(encoding="utf-8") == "before\n<!-- speed -->\nnewer\n<!-- /speed -->\nafter\n"


def test_a_ratio_above_one_misses_the_budget() -> None:
    """For rates, more is better."""
    assert Figure("time", 60, "ms", 50).ratio == 1.2
    assert Figure("rate", 4_000, "/s", 2_000, more_is_better=True).ratio == 0.5
    assert Figure("beside", 60, "ms").ratio is None
