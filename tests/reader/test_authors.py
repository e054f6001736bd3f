"""The line of authors, or the section: who wrote the paper, name by name."""

from __future__ import annotations

import pytest

from tests.reader.case_texts import case_text, read, read_with_notices


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("**Authors:** Ada Test, Ben Probe", ["Ada Test", "Ben Probe"]),
        ("**Author:** Ada Test", ["Ada Test"]),
        ("**Authors**: Ada Test, Ben Probe", ["Ada Test", "Ben Probe"]),
        ("Authors: Ada Test, Ben Probe", ["Ada Test", "Ben Probe"]),
        ("**Authors:** Ada Test; Ben Probe and Cy Trial", ["Ada Test", "Ben Probe", "Cy Trial"]),
        ("**Authors:** Test, Ada; Probe, Ben", ["Test, Ada", "Probe, Ben"]),
        ("**Authors:** Ada Test and Ben Probe", ["Ada Test", "Ben Probe"]),
        ("**Authors:** Ada Test, Ben Probe, and Cy Trial", ["Ada Test", "Ben Probe", "Cy Trial"]),
        ("**Authors:** Ada Test, Fever and Cough Study Group", ["Ada Test", "Fever and Cough Study Group"]),
        ("**Authors:** Centers for Fever Control and Prevention", ["Centers for Fever Control and Prevention"]),
        ("**Authors:** 高胜、吴俊华、山田太郎", ["高胜", "吴俊华", "山田太郎"]),
        ("**Authors:** محمد علي، سارة أحمد", ["محمد علي", "سارة أحمد"]),
        (
            "**Authors:** Ada Test Jr., Ben Probe, III, Cy Trial, MD, PhD",
            ["Ada Test Jr.", "Ben Probe, III", "Cy Trial, MD, PhD"],
        ),
        ("**Authors:** Ada Test*, , Ben Probe,", ["Ada Test", "Ben Probe"]),
        ("**Authors:** ", []),
        ("**Authors:** None", []),
        ("**Authors:**\n- Ada Test\n- Probe, Ben", ["Ada Test", "Probe, Ben"]),
        ("**Authors:** Ada Test, Ben Probe and Cy Trial", ["Ada Test", "Ben Probe", "Cy Trial"]),
        ("**Authors:** Ada Test, Test Ministry and Fever Office", ["Ada Test", "Test Ministry and Fever Office"]),
        ("**Authors:** Ada Test, MD; Ben Probe; and Cy Trial", ["Ada Test, MD", "Ben Probe", "Cy Trial"]),
        ("**Authors:** Test, A., Probe, B. C., & Trial, C.", ["Test, A.", "Probe, B. C.", "Trial, C."]),
        ("**Authors:** Ada Test, Pharm.D., Ben Probe, RN, MSN", ["Ada Test, Pharm.D.", "Ben Probe, RN, MSN"]),
        ("**Authors:** Do, Ba, Ma", ["Do", "Ba", "Ma"]),
        ("**Authors:** Ada Test [1, 2], Ben Probe (Clinic of X, Y)", ["Ada Test [1, 2]", "Ben Probe (Clinic of X, Y)"]),
        ("**Authors:** Ada Test · Ben Probe", ["Ada Test", "Ben Probe"]),
        ("**Authors:** Ada Test | Ben Probe", ["Ada Test", "Ben Probe"]),
        ("**Authors:** J&ouml;rg Test, Se&aacute;n O&#39;Probe\\*", ["Jörg Test", "Seán O'Probe"]),
        ("**Authors (2):** Ada Test, Ben Probe", ["Ada Test", "Ben Probe"]),
        ("**Author list:** Ada Test, Ben Probe", ["Ada Test", "Ben Probe"]),
        ("## Authors\n\nAda Test, Ben Probe", ["Ada Test", "Ben Probe"]),
        ("## Authors\n\n- Ada Test\n- Ben Probe", ["Ada Test", "Ben Probe"]),
        ("## Authors\n\nAda Test\nBen Probe", ["Ada Test", "Ben Probe"]),
    ],
)
def test_authors(line: str, names: list[str]) -> None:
    """Names are split at what the list uses to separate them, and kept as written."""
    case, _ = read_with_notices(case_text(authors=line))

    assert list(case.authors) == names
    assert case.other_sections == ()


def test_a_section_about_the_authors_names_none() -> None:
    """Sentences below such a heading are kept as the section that they are."""
    case = read(case_text(authors=None, more="## Authors\n\nThe first author treats fever, the second one cough."))

    assert case.authors == ()
    assert [other.heading for other in case.other_sections] == ["Authors"]


def test_wrapped_authors() -> None:
    """A line of authors that goes on is joined, with a notice; a sentence below it is none of them."""
    case, notices = read_with_notices(case_text(authors="**Authors:** Ada Test, Ben\nProbe, Cy Trial"))
    assert case.authors == ("Ada Test", "Ben Probe", "Cy Trial")
    assert [notice.line for notice in notices] == [4]

    case = read(case_text(authors="**Authors:** Ada Test\nDepartment of Fever, Test Hospital\nThey all came."))
    assert case.authors == ("Ada Test",)
    assert case.other_sections[0].text == "Department of Fever, Test Hospital\nThey all came."
