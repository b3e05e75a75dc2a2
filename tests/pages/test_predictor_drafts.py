"""The two forms of the figures keep what is typed: with the script, without it, and in two tabs."""

import re

import pytest

from alongside.records.models import Judgement, PredictorDraft, PredictorHistory
from tests.pages.figures import TYPED, text, typed

pytestmark = pytest.mark.django_db
A, B = "a" * 32, "b" * 32
SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


@pytest.fixture
def at(cast):
    return f"/people/{cast.person_id}/risk/"


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def keep(ruth, at):
    """Return a function that sends a draft as the script does."""

    def sent(of, fields, *, revision=0, tab=A, **more):
        body = typed(fields) | {"revision": str(revision), "tab": tab} | more
        return ruth.post(f"{at}draft/{of}/", body, **SCRIPT)

    return sent


def test_the_script_hears_when_it_was_saved_and_the_page_shows_it_again_as_it_was_typed(ruth, at, keep):
    wrong = TYPED | {"sanction_count": "nine", "conviction_date_day": "31"}
    assert keep("history", wrong).json() == {"revision": 1, "at": "10:30", "two": False}
    page = ruth.get(f"{at}history/")
    words = page.content.decode()
    for shown in ('value="nine"', 'value="31"', 'value="04700"'):
        assert shown in words, shown
    assert re.search(r'value="male"[^>]* checked', words)
    assert "There is a problem" not in text(page)
    assert "Draft saved at 10:30" in text(page)
    assert not PredictorHistory.objects.exists()


def test_saving_it_clears_the_draft_and_an_error_keeps_it(ruth, at, keep):
    keep("history", TYPED)
    ruth.post(f"{at}history/", typed(TYPED | {"sanction_count": "nine"}) | {"revision": "1", "tab": A})
    assert PredictorDraft.objects.count() == 1
    assert 'value="nine"' in ruth.get(f"{at}history/").content.decode()
    ruth.post(f"{at}history/", typed(TYPED) | {"revision": "2", "tab": A})
    assert not PredictorDraft.objects.exists()
    assert "This is a draft of yours" not in text(ruth.get(f"{at}history/"))


def test_two_tabs_are_both_kept_where_they_differ_and_neither_is_saved_over(ruth, at, keep):
    ruth.post(f"{at}history/", typed(TYPED))
    ruth.post(f"{at}work-out/")
    keep("judgement", {"says": "agrees", "reason": "Kingfisher"})
    assert keep("judgement", {"says": "overrides", "reason": "Heron"}, tab=B).json()["two"] is True
    saved = ruth.post(f"{at}judgement/", typed({"says": "overrides", "reason": "Heron"}) | {"tab": B}, follow=True)
    assert not Judgement.objects.exists()
    words = text(saved)
    assert "You wrote in two tabs. Choose which text you want to keep, then save it." in words
    for shown in ("Kingfisher", "Heron", "I judge otherwise", "I agree with what the figures say"):
        assert shown in words, shown
    page = ruth.post(f"{at}draft/judgement/", {"keep": "other", "tab": B}, follow=True)
    assert "Kingfisher</textarea>" in page.content.decode()
    assert "Heron" not in text(page)


def test_without_the_script_a_draft_is_kept_by_a_button_and_thrown_away_by_another(ruth, at):
    page = ruth.post(f"{at}draft/judgement/", typed({"reason": "Kingfisher"}) | {"tab": A}, follow=True)
    assert page.redirect_chain == [(f"{at}judgement/?tab={A}", 302)]
    assert "Kingfisher</textarea>" in page.content.decode()
    assert "This is a draft of yours. Nobody else can read it." in text(page)
    ruth.post(f"{at}draft/judgement/", {"keep": "neither", "tab": A})
    assert "Kingfisher" not in text(ruth.get(f"{at}judgement/"))


def test_words_of_one_user_never_become_those_of_another(cast, ruth, at, keep):
    other = str(cast.colleague.id)
    assert keep("judgement", {"reason": "Kingfisher"}, by=other).status_code == 401
    for address in (f"{at}draft/judgement/", f"{at}judgement/"):
        page = ruth.post(address, typed({"reason": "Kingfisher", "says": "agrees"}) | {"by": other})
        assert page.status_code == 401
        assert "Kingfisher" in text(page)
    assert not PredictorDraft.objects.exists()


def test_what_is_too_long_for_a_draft_is_said_and_given_back(ruth, at, keep):
    long = {"reason": "x" * 200_001}
    refused = keep("judgement", long)
    assert (refused.status_code, refused.json()["error"]) == (
        422, "This is longer than a draft may be. Copy it and make it shorter",
    )  # fmt: skip
    page = ruth.post(f"{at}draft/judgement/", typed(long))
    assert "x" * 200_001 in page.content.decode()
    assert "There is a problem" in text(page)


def test_there_is_no_draft_of_anything_else(ruth, at, keep):
    assert keep("figures", {"reason": "x"}).status_code == 404
    keep("judgement", {"reason": "Kingfisher", "unknown": "Heron"})
    assert "Heron" not in text(ruth.get(f"{at}judgement/"))
