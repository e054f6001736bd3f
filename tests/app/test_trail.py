"""The trail: back and forward, and what is ahead is dropped when one goes elsewhere."""

from __future__ import annotations

from tui.trail import Place, Trail


def test_back_and_forward() -> None:
    """Where one was comes back as it was left."""
    trail = Trail().updated(Place(case_id="pmc:PMC1", row=3)).gone_to(Place(query="alk"))
    back = trail.stepped(-1)

    assert back is not None
    assert Place(case_id="pmc:PMC1", row=3) == back.here
    assert back.stepped(-1) is None
    forward = back.stepped(1)
    assert forward is not None
    assert "alk" == forward.here.query


def test_elsewhere_drops_what_was_ahead() -> None:
    """Going somewhere new from the middle of the trail makes that its end."""
    trail = Trail().gone_to(Place(query="one")).gone_to(Place(query="two"))
    middle = trail.stepped(-1)
    assert middle is not None
    elsewhere = middle.gone_to(Place(query="three"))

    assert ["", "one", "three"] == [place.query for place in elsewhere.places]
    assert elsewhere.stepped(1) is None
