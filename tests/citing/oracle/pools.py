"""Words of which bibliographic items are made."""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The parts of `text` between its bars."""
    return tuple(" ".join(part.split()) for part in text.split("|"))


FAMILIES = listed(
    """Okafor | Lindqvist | Tanaka | Moreau | Ferreira | Novak | Haddad | Castellanos | Brandt | Iyer | Petrov |
    O'Connell | MacAllister | D'Angelo | Ó Briain | Nguyễn | Šimůnek | Øverland | Çelik | Łukasiewicz | Ünal |
    Åkesson | García-Ruiz | Al-Masri | al-Farsi | el-Khoury | Abd-Allah | Pérez Galindo | van den Broek | van 't
    Hoff | de la Fuente | von Hagen | di Stefano | ten Brink | De Luca | Van Dyck | du Plessis | d'Aubigné | l'Hôte
    | dos Santos | Le Roux | St. Clair | Wei | Xu | Li | E | Ng | Kim | St‐Amour | Saint-Aubin"""
)
GIVENS = listed(
    """Amara | Birgit | Chiyo | Damien | Elena | František | Ghada | Héctor | Ingrid | Jean-Luc | Min-jun | Ji‐Woo |
    Kwame | Lucía | M. | M. E. | MK | J.R.R. | Ann Marie | Anne-Marie L. | José María | Abdul Rahman | Yu-Ting |
    Y.-T. | Zoë | Élodie | Óscar | Ümit | Łucja | Şebnem | Th. | Wm. | Jan van | Carlos de la | Karl von | Björn | K
    | S V | Rocío del Carmen | Muhammad A. | R | DeShawn | McKenna | X | ah-Young"""
)
GROUPS = listed(
    """Northern Rare Tumour Group | for the EARLI Study Investigators | World Health Organization | on behalf of the
    Registry Team | CARE | The Lisbon Sarcoma Network, Arm B"""
)
NOUNS = listed(
    """sarcoma | lymphoma | Hodgkin disease | ALK-rearranged tumour | T-cell leukaemia | the heart | in vitro model |
    COVID-19 | mRNA | pH | β-catenin | IgG4-related disease | Crohn's disease | Wilms’ tumour | 24-h monitoring |
    p53 | 5-fluorouracil | e-health | α-synuclein | hepatitis B virus | Sjögren's syndrome | patients' care |
    Staphylococcus aureus | a child | women with HIV | <i>Nocardia</i> infection | H<sub>2</sub>O balance |
    Ca<sup>2+</sup> flux | <i>BRCA1</i> | the 'omics era | “silent” stroke | "wet" lung | ‘brittle’ bone"""
)
LINKS = listed(
    """of | in | with | and | for | after | versus | vs. | during | without | from | as | due to | by | to | on | via"""
)
ADJECTIVES = listed(
    """rare | giant | primary | congenital | long-term | unusual | first | paediatric | late-onset | drug-induced |
    novel | Bilateral | non-invasive | Post-operative | real-world | anti-inflammatory | double-blind |
    well-differentiated | iatrogenic"""
)
CJK = (("山本", "花子"), ("李", "明"), ("김", "민수"), ("王", "Hong"))
JOURNALS = (
    ("Cancer Reports", "Cancer Rep."),
    ("The Journal of Rare Cases", "J. Rare Cases"),
    ("Annals of Improbable Medicine", "Ann Improb Med"),
    ("BMC Surgery & Anaesthesia", "BMC Surg. Anaesth."),
    ("Zeitschrift für Fallberichte", "Z. Fallber."),
    ("Acta Dermato-Venereologica", "Acta Derm.-Venereol."),
    ("JAMA", "JAMA"),
    ("eLife", "eLife"),
    ("PLoS ONE", "PLoS ONE"),
    ("Nature reviews. Oncology", "Nat. rev. Oncol."),
    ("Proceedings of the Society for Case Studies in Medicine", "Proc. Soc. Case Stud. Med."),
    ("BMJ (Clinical research ed.)", "BMJ"),
    ("Journal of Pain: Official Journal of the Pain Society", "J. Pain"),
    ("Medicine", ""),
    ("Revista de Saúde Pública", ""),
    ("npj Digital Medicine", "npj Digit. Med."),
)

FIELDS = {
    "article": listed("publisher | genre | number | DOI | URL"),
    "article-magazine": listed("container-title | volume | issue | page | URL"),
    "article-newspaper": listed("container-title | page | section | URL"),
    "book": listed("""editor | publisher | publisher-place | edition | collection-title | collection-number |
        volume | ISBN | DOI | URL | number-of-pages"""),
    "chapter": listed("""container-title | editor | publisher | publisher-place | edition | collection-title |
        volume | page | ISBN | DOI | URL"""),
    "dataset": listed("publisher | version | DOI | URL"),
    "paper-conference": listed("""container-title | editor | publisher | publisher-place | event-title | event-place |
        collection-title | volume | page | DOI | URL"""),
    "report": listed("publisher | publisher-place | number | genre | page | DOI | URL"),
    "review": listed("container-title | volume | issue | page | DOI"),
    "software": listed("publisher | version | URL | DOI"),
    "thesis": listed("publisher | publisher-place | genre | number-of-pages | URL"),
    "webpage": listed("container-title | publisher | URL"),
}
"""The fields that reference managers give to works that are no journal articles."""
