"""Abbreviated titles of journals."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from store.citing.abbreviations import abbreviation_of

needs_the_list = pytest.mark.skipif(
    find_spec("pyiso4") is None, reason="pyiso4, which keeps the list, is not installed"
)


@needs_the_list
@pytest.mark.parametrize(
    ("journal", "short"),
    [
        ("Cancer Reports", "Cancer Rep."),
        ("ACG Case Reports Journal", "ACG Case Rep. J."),
        ("Journal of Cellular and Molecular Medicine", "J. Cell. Mol. Med."),
        ("The New England Journal of Medicine", "N. Engl. J. Med."),
        ("The Lancet", "Lancet"),
        ("JAMA", "JAMA"),
        ("eLife", "eLife"),
        ("npj Digital Medicine", "npj Digit. Med."),
        ("Acta Dermato-Venereologica", "Acta Derm.-Venereol."),
        ("Brain : a journal of neurology", "Brain"),
        ("Thorax: an international journal", "Thorax"),
        ("JACC: Case Reports", "JACC Case Rep."),
        ("Journal of Neurosurgery: Case Lessons", "J. Neurosurg. Case Lessons"),
        ("European Heart Journal - Case Reports", "Eur. Heart J. Case Rep."),
        ("Journal of magnetic resonance (San Diego, Calif. : 1997)", "J. Magn. Reson."),
        ("Revista Española de Cardiología", "Rev. Esp. Cardiol."),
        ("Zeitschrift für Kardiologie", "Z. Kardiol."),
        (
            "Proceedings of the National Academy of Sciences of the United States of America",
            "Proc. Natl. Acad. Sci. U. S. A.",
        ),
    ],
)
def test_a_title_is_abbreviated_word_for_word(journal: str, short: str) -> None:
    """As ISO 4 has it: small words dropped, one word alone kept, acronyms, hyphens and sections kept."""
    assert short == abbreviation_of(journal)


def test_the_users_table_is_asked_first() -> None:
    """Regardless of case and accents; without the list nothing else is known."""
    table = {"Revista de Saúde Pública": "RSP"}

    assert "RSP" == abbreviation_of("revista de saude publica", table)


@needs_the_list
@pytest.mark.parametrize("journal", ["", "-", "(x)", "of", "the the", "A: B", "¿?", "王 杂志", "a" * 300, "((("])
def test_odd_titles_are_no_error(journal: str) -> None:
    """Whatever a journal is called, there is an answer."""
    assert isinstance(abbreviation_of(journal), str)
