"""Names that come as one string."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.citing import Name, split_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sheng Gao", Name("Gao", "Sheng")),
        ("John A. Smith", Name("Smith", "John A.")),
        ("Mary-Ann K. Smith-Jones", Name("Smith-Jones", "Mary-Ann K.")),
        ("Jan van der Berg", Name("Berg", "Jan", particle="van der")),
        ("Lena van 't Hoff", Name("Hoff", "Lena", particle="van 't")),
        ("Chen de la García Márquez", Name("García Márquez", "Chen", particle="de la")),
        ("Maria del Carmen García Márquez", Name("García Márquez", "Maria del Carmen")),
        ("Maria de Lourdes da Silva", Name("Silva", "Maria de Lourdes", particle="da")),
        ("Luis De la Cruz-Merino", Name("De la Cruz-Merino", "Luis")),
        ("Ana De La Cruz", Name("De La Cruz", "Ana")),
        ("Eva St. Clair", Name("St. Clair", "Eva")),
        ("Omar Al Mansouri", Name("Al Mansouri", "Omar")),
        ("José Ortega y Gasset", Name("Ortega y Gasset", "José")),
        ("John Smith Jr.", Name("Smith", "John", "Jr.")),
        ("John Smith, III", Name("Smith", "John", "III")),
        ("Smith, John, Jr.", Name("Smith", "John", "Jr.")),
        ("de Vries, Piet", Name("Vries", "Piet", particle="de")),
        ("John Smith, MD, PhD", Name("Smith", "John")),
        ("Smith, MS", Name("Smith", "MS")),
        ("Gao S", Name("Gao", "S")),
        ("van der Berg JA", Name("Berg", "JA", particle="van der")),
        ("Gao S. H.", Name("Gao", "S. H.")),
        ("Sheng GAO", Name("GAO", "Sheng")),
        ("山田 太郎", Name("山田", "太郎")),
        ("山田太郎", Name("山田太郎")),
        ("Plato", Name(literal="Plato")),
        ("ALK Case Report Consortium", Name(literal="ALK Case Report Consortium")),
        ("COVID-19 Host Genetics", Name(literal="COVID-19 Host Genetics")),
        ("on behalf of the CARE Authors", Name(literal="on behalf of the CARE Authors")),
        ("Ann Lee¹*", Name("Lee", "Ann")),
        ("Ann Lee ¹,²", Name("Lee", "Ann")),
        ("Bo Ek², Jr.", Name("Ek", "Bo", "Jr.")),
        ("Kim O'Neil 3", Name("O'Neil", "Kim")),
        ("Fever Study Group 3", Name(literal="Fever Study Group 3")),
        ("", Name(literal="")),
    ],
)
def test_a_name_is_split_by_the_rule(text: str, name: Name) -> None:
    """Each line of the written rule, by example."""
    assert name == split_name(text)


def test_the_users_table_corrects_a_name() -> None:
    """A name is corrected once and for all, a person or a group."""
    table = {"Jun Ho Lee": "Ho Lee, Jun", "Group Captain Peter": "Peter, Group Captain", "Anna Bell": "{Anna Bell}"}

    assert Name("Ho Lee", "Jun") == split_name("Jun  Ho Lee", table)
    assert Name("Peter", "Group Captain") == split_name("Group Captain Peter", table)
    assert Name(literal="Anna Bell") == split_name("Anna Bell", table)


@given(st.text(st.characters(exclude_categories=["Nd", "No"], exclude_characters="*†‡§¶#"), max_size=60))
def test_no_letter_of_a_name_is_lost(text: str) -> None:
    """Whatever a name is, its words are all there again, but for degrees (and marks of affiliations)."""
    name = split_name(text)
    found = " ".join((name.literal, name.particle, name.family, name.given, name.suffix)).replace(",", " ").split()

    assert set(found) <= set(text.replace(",", " ").split())
    if "," not in text:
        assert sorted(found) == sorted(text.split())
