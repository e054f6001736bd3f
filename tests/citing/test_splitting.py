"""Names that come as one string."""

from __future__ import annotations

from collections import Counter

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
        ("Smith, MS", Name("Smith", "M. S.")),
        ("Gao S", Name("Gao", "S")),
        ("Gao S H", Name("Gao", "S H")),
        ("van der Berg JA", Name("Berg", "J. A.", particle="van der")),
        ("Smith JA Jr", Name("Smith", "J. A.", "Jr")),
        ("JA van der Berg", Name("Berg", "J. A.", particle="van der")),
        ("Steffi EM van de Ven", Name("Ven", "Steffi E. M.", particle="van de")),
        ("Yamada 太郎", Name("Yamada", "太郎")),
        ("JAM van den Berg", Name("Berg", "JAM", particle="van den")),
        ("Gao S. H.", Name("Gao", "S. H.")),
        ("Sheng GAO", Name("GAO", "Sheng")),
        ("GAO Sheng", Name("GAO", "Sheng")),
        ("VAN DER BERG Jan", Name("VAN DER BERG", "Jan")),
        ("João Carlos Pereira Filho", Name("Pereira Filho", "João Carlos")),
        ("Prof. Dr. Hans Meier", Name("Meier", "Hans")),
        ("Sir John E. Walker III", Name("Walker", "John E.", "III")),
        ("Jane Doe MD PhD", Name("Doe", "Jane")),
        ("Jane Doe, MD PhD, FRCS (Ed)", Name("Doe", "Jane")),
        ("山田 太郎", Name("山田", "太郎")),
        ("山田太郎", Name("山田太郎")),
        ("Plato", Name(literal="Plato")),
        ("ALK Case Report Consortium", Name(literal="ALK Case Report Consortium")),
        ("COVID-19 Host Genetics", Name(literal="COVID-19 Host Genetics")),
        ("on behalf of the CARE Authors", Name(literal="on behalf of the CARE Authors")),
        ("Ann Lee¹*", Name("Lee", "Ann")),
        ("Ann Lee ¹,²", Name("Lee", "Ann")),
        ("Bo Ek², Jr.", Name("Ek", "Bo", "Jr.")),
        ("Ann Lee^1,2^", Name("Lee", "Ann")),
        ("Ann Lee<sup>1</sup>", Name("Lee", "Ann")),
        ("and Ann Lee", Name("Lee", "Ann")),
        ("Ann Lee et al.", Name("Lee", "Ann")),
        ("Ann Lee.", Name("Lee", "Ann")),
        ("Fever Inc.", Name(literal="Fever Inc.")),
        ("Ann Lee MD, PhD", Name("Lee", "Ann")),
        ("Ann Lee ✉", Name("Lee", "Ann")),
        ("Ann Lee (0000-0002-1825-0097)", Name("Lee", "Ann")),
        ("Ann Lee (University of X)", Name("Lee", "Ann")),
        ("Fever Study Group (Leeds)", Name(literal="Fever Study Group (Leeds)")),
        ("Ann Lee and Bo Ek", Name(literal="Ann Lee and Bo Ek")),
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


@given(st.text(st.characters(exclude_categories=["Nd", "No"], exclude_characters="*∗†‡§¶#✉^()[]<.&;,"), max_size=60))
def test_no_letter_of_a_name_is_lost(text: str) -> None:
    """Whatever a name is, its letters are all there again, but for degrees (and marks of affiliations)."""
    name = split_name(text)
    found = " ".join((name.literal, name.particle, name.family, name.given, name.suffix)).replace(",", " ")

    assert not Counter(found.replace(".", "")) - Counter(text + " " * 99)
    if "," not in text and len(text.split()) < 3:
        assert sorted("".join(found.replace(".", "").split())) == sorted("".join(text.split()))
