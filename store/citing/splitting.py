"""Names that come as one string, told apart into family and given names.

The rule, in this order:

1. A name in the user's table is what the table says: `Family, Given`, `Family, Given, Suffix`, or `{Group}`. From
   any other, marks of affiliations (`Lee¹*`, `Lee 3`, `Lee^1,2^`), what stands in brackets at the end, and what is
   left of a list (`and Lee`, `Lee et al.`) are left out.
2. A name with a digit, or with a word of bodies (*Consortium*, *Group*, *Hospital*, …) beside another word, what
   begins with *the* or *on behalf of*, and what *and* or *&* joins is a group: printed as it is. So is a single word.
3. Titles in front (*Dr.*, *Prof.*, *Sir*), academic degrees after a comma (`, MD, PhD`) and those at the end that can
   be nothing else (`PhD`) are left out; `Jr.`, `Sr.`, `II`, `III`, `IV` at the end are a suffix.
4. What has a comma is `Family, Given`.
5. A name in ideographs, kana or hangul has its family name first where a space tells it; else it stays whole.
6. Capitals at the end, with full stops (`Gao S. H.`) or without (`Gao S`, `van der Berg JA`; three only where no
   vowel could make them a name), are initials, and all before them the family name.
7. Words in capitals before others that are not (`WANG Xiaoming`) are the family name.
8. Else the family name begins at the first particle in small letters (`van der`, `de la`) that does not belong to a
   given name (`Maria del Carmen`), else it is the last word, with capital particles before it (`Van`, `De La`, `St.`),
   in `Ortega y Gasset` the name before the `y`, and before a Spanish family name (`García Márquez`) or a Portuguese
   *Filho* or *Neto* the other one. Other double family names without a hyphen cannot be told from given names; the
   table can tell them.
9. Initials that stand together (`JA Berg`) are set apart: `J. A.`
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from store.citing.particles import is_particle
from store.citing.reference import Name
from store.citing.word_sets import word_set
from store.patterns import pattern

_BODIES = word_set(
    """agency alliance association authority board bureau center centers centre centres clinic cohort collaboration
    collaborative collaborators college commission committee community company consortium council department
    directorate federation force foundation group groups hospital inc initiative institute institutes institution
    investigators laboratory league ltd ministry network office organisation organization panel partnership program
    programme project registry researchers school secretariat section service services society study survey
    taskforce team trial trust union unit university"""
)
_GROUP_START = pattern(r"(?:the|on behalf of|for the|members of)\s", re.IGNORECASE)
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd"))
_TITLES = frozenset(("Dr", "Mr", "Mrs", "Ms", "Prof", "Professor", "Sir", "med"))
_DEGREES = word_set(
    """ba bs bsc bsn dds dmd do dnp drph dsc dvm facc facp facs fccp frcp frcpc frcs ma mb mba mbbs mbchb md meng mph
    mpharm ms msc msn np pa pa-c pharmd phd rn rph"""
)
_CAPITAL_PARTICLES = word_set(
    """abu al ben bin da dal de degli dei del dela della den der di dos du el ibn la las le lo los mac mc o' saint san
    santa st ter van vande vander ver von vom zu"""
)
_DEVOTIONAL = word_set(
    """angeles asuncion carmen concepcion corazon dolores fatima jesus lourdes luz mar mercedes milagros montserrat
    nieves pilar remedios rocio rosario socorro"""
)
"""What follows the particle of a given name: `Maria del Carmen`, `María de los Ángeles`."""
_SPANISH = word_set(
    """acosta aguilar aguirre alonso alvarez arias benitez cabrera calvo campos cardenas carrasco castillo castro
    contreras cortes delgado diaz dominguez espinosa fernandez flores fuentes garcia garrido gimenez gomez gonzalez
    guerrero gutierrez hernandez herrera hidalgo ibanez iglesias jimenez lopez lozano maldonado marquez martinez
    medina mendez mendoza molina mora morales moreno munoz navarro nunez ortega ortiz padilla pacheco pena peralta
    perez quintero ramirez ramos reyes rios rivera rodriguez rojas romero rubio ruiz salazar salinas sanchez sandoval
    sanz serrano soto suarez torres valdez vargas vasquez vazquez vega velasco velazquez villanueva zamora"""
)
"""Family names of Spain and Latin America that are hardly ever given names, without accents."""
_DESCENDANTS = frozenset(("filho", "junior", "neto", "netto", "sobrinho"))
"""What Portuguese family names end with, without accents."""
_INITIALS = pattern(r"[^\W\d_a-z]{1,3}(?:-[^\W\d_a-z])?")
_STOPPED = pattern(r"(?:[^\W\d_a-z]\.-?)+")
_AFFILIATIONS = pattern(
    r"(?<=[^\W\d_])(?:[\s,]*(?:[¹²³⁰⁴-⁹*∗†‡§¶#✉]+|\^[^\s^]{1,12}\^?|<sup>[^<]{0,20}</sup>))+(?=$|,)"
)
_AROUND = pattern(r"^(?:and|&)\s+|[\s,]+(?:et al\.?|and others)$|[;,]+$")
"""What belongs to the list that a name was cut out of."""
_LAST_STOP = pattern(r"(?<=[a-z][a-z])\.$")
_BRACKETED = pattern(r"\s*(?:\([^()]*\)|\[[^][]*\])$")
_PLAIN_AFFILIATION = pattern(r"(?<=[a-z]) ?\d{1,2}(?:,\d{1,2})*$")
_VOWEL = pattern("[AEIOUYÀ-ÆÈ-ÏÒ-ÖØ-Ý]")
_WORD = pattern(r"[^\W\d_]+")


def split_name(text: str, corrections: Mapping[str, str] | None = None) -> Name:
    """The name that `text` writes, by the rule of this module; `corrections` is the user's table."""
    text = " ".join(text.split())
    if corrections and (corrected := corrections.get(text)):
        return corrected_name(corrected)
    text = _without_affiliations(_AROUND.sub("", text).strip() or text)
    if is_group(text):
        return Name(literal=text)
    text, suffix = _without_suffix(_without_titles(_LAST_STOP.sub("", text)))
    if "," in text:
        family, given = (part.strip() for part in text.split(",", 1))
        given = _apart(given, all_initials=family != family.upper())
        return _with_particle(family, given, suffix) if given else _straight(family, suffix)
    return _straight(text, suffix)


def _without_affiliations(text: str) -> str:
    """`text` without the marks that tell where its bearer works; the number of a group stays."""
    if text.isascii() and text[-1:].isalpha() and not ("*" in text or "#" in text):
        return text
    text = _AFFILIATIONS.sub("", text)
    person = _BRACKETED.sub("", text)
    plain = _PLAIN_AFFILIATION.sub("", text if is_group(person) else person)
    return text if " " not in plain or is_group(plain) else plain


def _without_titles(text: str) -> str:
    """`text` without `Prof. Dr.` in front, where a whole name follows."""
    words = text.split(" ")
    while len(words) > 2 and words[0].rstrip(".") in _TITLES:
        del words[0]
    return " ".join(words)


def corrected_name(text: str) -> Name:
    """The name that an entry of the user's table stands for: `Family, Given, Suffix` or `{Group}`."""
    text = " ".join(text.split())
    if text.startswith("{") and text.endswith("}"):
        return Name(literal=text[1:-1].strip())
    family, given, suffix = (*(part.strip() for part in text.split(",", 2)), "", "")[:3]
    return _with_particle(family, given, suffix) if given else Name(literal=family)


def is_group(text: str) -> bool:
    """Whether `text` names a body, or nobody can tell (a single word)."""
    if " " not in text and "," not in text:
        return not _is_ideographic(text)
    if any(letter.isdigit() for letter in text.rpartition(" ")[0]) or _GROUP_START.match(text):
        return True
    if " and " in text or " & " in text:
        return True
    found = [word.lower() for word in _WORD.findall(text)]
    return len(found) > 1 and not _BODIES.isdisjoint(found)


def _is_ideographic(text: str) -> bool:
    """Whether `text` holds ideographs, kana or hangul."""
    return not text.isascii() and any(
        "\u1100" <= letter <= "\u11ff" or "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ufaff"
        for letter in text
    )


def _without_suffix(text: str) -> tuple[str, str]:
    """`text` without degrees and suffix, and the suffix."""
    parts = [part.strip() for part in text.split(",")]
    suffix, certain = "", False
    while len(parts) > 1:
        last = parts[-1].lower()
        degrees = _BRACKETED.sub("", last).replace(".", "").split()
        if _DEGREES.issuperset(degrees) and not _could_be_initials(parts):
            parts.pop()
            certain = True
        elif last in _SUFFIXES and not suffix:
            suffix = parts.pop()
        else:
            break
    text = ", ".join(parts)
    head, _, last = text.rpartition(" ")
    while " " in head and last.lower().replace(".", "") in _DEGREES and (certain or not _could_be_capitals(last)):
        text, certain = head, True
        head, _, last = text.rpartition(" ")
    if not suffix and last.lower() in _SUFFIXES and " " in head:
        return head.rstrip(","), last
    return text, suffix


def _could_be_initials(parts: list[str]) -> bool:
    """Whether the part after the only comma is rather the initials of `Smith, MS` than a degree."""
    return len(parts) == 2 and " " not in parts[0]


def _could_be_capitals(last: str) -> bool:
    """Whether a degree at the end without a comma may as well be initials (`Lee MD`)."""
    return _INITIALS.fullmatch(last) is not None or _STOPPED.fullmatch(last) is not None


def _straight(text: str, suffix: str) -> Name:
    """A name without a comma."""
    words = text.split(" ")
    if _is_ideographic(words[0]):
        return Name(words[0], " ".join(words[1:]))
    if len(words) == 1:
        return Name(literal=text) if not suffix else Name(family=text, suffix=suffix)
    at = len(words)
    while at > 1 and _STOPPED.fullmatch(words[at - 1]):
        at -= 1
    if at == len(words) and _is_initials(words[-1]) and not any("." in word for word in words[:-1]):
        at -= 1
        while at > 1 and len(words[at]) == len(words[at - 1]) == 1:
            at -= 1
    if at < len(words):
        return _with_particle(" ".join(words[:at]), _apart(" ".join(words[at:]), all_initials=True), suffix)
    if at := _capitals_in_front(words):
        return _with_particle(" ".join(words[:at]), " ".join(words[at:]), suffix)
    at = _family_start(words)
    family = " ".join(words[at:])
    return _with_particle(family, _apart(" ".join(words[:at]), all_initials=family != family.upper()), suffix)


def _apart(given: str, *, all_initials: bool) -> str:
    """Given names with initials that stand together each with its full stop; `all_initials` False leaves them."""
    if not all_initials or given.islower():
        return given
    return " ".join(_stopped(word) if _is_initials(word) else word for word in given.split(" "))


def _stopped(initials: str) -> str:
    """`JA` as `J. A.`; one initial, and two with a hyphen, can be told apart as they are."""
    apart = len(initials) > 1 and initials.isupper() and "-" not in initials
    return " ".join(f"{letter}." for letter in initials) if apart else initials


def _capitals_in_front(words: list[str]) -> int:
    """How many words in capitals, which are no initials, stand before others that are not in capitals."""
    count = next((at for at, word in enumerate(words) if not word.isupper() or "." in word), 0)
    told = any(len(word) > 2 and not _is_initials(word) for word in words[:count]) and not is_particle(words[count])
    return count if told and not any(word.isupper() for word in words[count:]) else 0


def _family_start(words: list[str]) -> int:
    """Where the family name begins in a name that has the given names first."""
    for place in range(1, len(words) - 1):
        if is_particle(words[place]) and words[place] not in ("y", "e", "i") and not is_particle(words[place - 1]):
            following = next((word for word in words[place:] if not is_particle(word)), "")
            if _plain(following) not in _DEVOTIONAL:
                return place - 1 if place > 1 and _is_capital_particle(words[place - 1]) else place
    at = len(words) - 1
    while at > 1 and (is_particle(words[at - 1]) or _is_capital_particle(words[at - 1])):
        at -= 1
    if at == len(words) - 1 and at > 1 and _goes_with(words[at - 1], words[at]):
        return at - 1
    if at > 2 and words[at - 1] in ("y", "e", "i"):
        at -= 2
    return at


def _goes_with(word: str, last: str) -> bool:
    """Whether a family name of two words ends with the `last` one and has `word` before it."""
    return _plain(word) in _SPANISH or (_plain(last) in _DESCENDANTS and len(word.rstrip(".")) > 1)


def _plain(word: str) -> str:
    """`word` in small letters without accents."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _is_initials(word: str) -> bool:
    if not _INITIALS.fullmatch(word):
        return False
    return len(word.replace("-", "")) < 3 or not _VOWEL.search(word[1:])


def _is_capital_particle(word: str) -> bool:
    return word.lower().rstrip(".") in _CAPITAL_PARTICLES and word[:1].isupper() and not word.isupper()


def _with_particle(family: str, given: str, suffix: str) -> Name:
    words = family.split(" ")
    at = 0
    while at < len(words) - 1 and is_particle(words[at]):
        at += 1
    return Name(" ".join(words[at:]), given, suffix, particle=" ".join(words[:at]))
