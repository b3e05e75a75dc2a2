"""The page of a person: each reader gets what the table gives them, and no hint of the rest."""

import re
from datetime import date, timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.casework.people.what_matters import say_what_matters
from alongside.ledger.models import Entry
from alongside.records.models import Cover, DatedAuthority, Episode, PractitionerRating, Relationship, Session
from tests.cast import START, make_user
from tests.meetings import answer, meet, weeks

pytestmark = pytest.mark.django_db
TODAY = START.date()
NOW = START + timedelta(weeks=5, hours=3)
WORDS = "My little girl. Saturday mornings with Ella."


@pytest.fixture
def story(cast, set_clock):
    """Six weeks with a dip at the end, answers for the supervisor and for totals, and a co-worker."""
    cara = make_user("Cara Owen", "practitioner", team=cast.team, supervisor=cast.supervisor)
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=cara, kind="co_worker", starts_on=TODAY, created_at=START
    )
    weeks(cast.person_id, cast.practitioner, TODAY, [7, 8, 7, 8, 7, 3])
    say_what_matters(person_id=cast.person_id, words=WORDS, said_on=TODAY, by=actor_for(cast.practitioner), at=START)
    for audience, mark, day in (("supervisor", 2, 3), ("totals", 1, 4)):
        answer(meet(cast.person_id, cast.practitioner, TODAY + timedelta(days=day)), mark, audience=audience)
    Cover.objects.update(ends_on=NOW.date())
    ines = make_user("Ines Roy", "practitioner")
    DatedAuthority.objects.create(
        user=ines, team=cast.team, starts_on=TODAY, ends_on=NOW.date(), granted_by=cast.administrator, granted_at=START
    )
    set_clock(NOW)
    return cast.staff() | {"co_worker": cara, "inspector": ines}


def get(browser, cast, page: str = "") -> str:
    response = browser.get(f"/people/{cast.person_id}/{page}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("part", ["practitioner", "co_worker"])
def test_workers_see_the_line_the_dip_and_its_reason(cast, story, sign_in, part):
    page = get(sign_in(story[part]), cast)
    assert "How it has been between you" in page
    assert "3 on 8 June" in page
    assert "they have usually answered between" in page
    assert "Answers for you only" not in page


def test_the_line_stands_after_what_matters_and_its_picture_has_its_caption_as_a_name(cast, story, sign_in):
    page = get(sign_in(cast.practitioner), cast)
    assert page.index(WORDS) < page.index("How it has been between you") < page.index("Lately")
    assert 'role="img" aria-labelledby="line-caption"' in page
    caption = re.search(r'id="line-caption">([^<]+)<', page).group(1)
    assert caption.startswith("Six check-ins from 4 May 2026 to 8 June 2026, with you. One was below")


def test_a_supervisor_sees_dated_answers_given_to_them_and_no_line_score_or_strain(cast, story, sign_in):
    page = get(sign_in(cast.supervisor), cast)
    assert "Answers for you only" in page
    assert "7 May 2026" in page
    assert page.count("2 of 10") == 4
    assert "8 May 2026" not in page
    assert_no_line(page)
    assert "Something may" not in page
    assert "A possible strain" not in page


def test_a_strain_that_was_shared_is_shown_to_the_supervisor_without_its_numbers(cast, story, sign_in):
    Episode.objects.update(shared_at=NOW, person_told_at=NOW)
    page = get(sign_in(cast.supervisor), cast)
    assert "Something may be wrong between them" in page
    assert "answered between" not in page
    assert_no_line(page)


def test_cover_sees_one_sentence_and_neither_line_nor_score(cast, story, sign_in):
    page = get(sign_in(cast.cover), cast)
    assert WORDS in page
    assert "Something may have been difficult between Tomos and Ruth since 8 June 2026" in page
    assert_no_line(page)
    assert "See why and what to do" not in page
    assert "answered between" not in page


def test_an_inspector_sees_sessions_and_no_check_ins(cast, story, sign_in):
    page = get(sign_in(story["inspector"]), cast)
    assert "Session 8" in page
    assert_no_line(page)
    assert "Answers for you only" not in page
    assert "Something may" not in page


def assert_no_line(page: str) -> None:
    for kept in ("app-line", "own range", "Check-in 3", "Check-in 7", "How it has been"):
        assert kept not in page, kept


NOBODY = ["colleague", "excluded", "stranger", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


@pytest.mark.parametrize("page", ["", "timeline/", "line/"])
@pytest.mark.parametrize("part", NOBODY)
def test_for_everybody_else_the_person_is_not_there(cast, story, sign_in, part, page):
    assert sign_in(story[part]).get(f"/people/{cast.person_id}/{page}").status_code == 404


@pytest.mark.parametrize("part", ["cover", "supervisor", "inspector"])
def test_the_line_on_paper_is_for_workers_only(cast, story, sign_in, part):
    assert sign_in(story[part]).get(f"/people/{cast.person_id}/line/").status_code == 404


def test_on_paper_everybody_has_a_name_and_the_table_is_open(cast, story, sign_in):
    page = get(sign_in(cast.practitioner), cast, "line/")
    assert "with Ruth." in page
    assert "with you" not in page
    assert "<details" not in page
    assert "Below own range. Strain opened" in page
    assert "Alongside never uses this for a warning, a recall or a risk score" in page


def test_own_ratings_are_shown_when_asked_for_and_to_their_author_only(cast, story, sign_in):
    session = Session.objects.filter(person=cast.person_id).earliest("planned_at")
    PractitionerRating.objects.filter(session=session, author=cast.practitioner).update(own=5, guess=6)
    ruth, cara = sign_in(cast.practitioner), sign_in(story["co_worker"])
    assert "app-line__square" not in get(ruth, cast)
    assert "Your own rating" in get(ruth, cast, "?ratings=1")
    assert "app-line__square" not in get(cara, cast, "?ratings=1")


def test_every_opening_is_written_down_once(cast, story, sign_in):
    for part in ("practitioner", "supervisor", "cover"):
        browser, before = sign_in(story[part]), Entry.objects.count()
        get(browser, cast)
        assert Entry.objects.count() == before + 1
        last = Entry.objects.filter(action="opened", actor_id=story[part].id).last()
        assert last.object_type == "person"


def test_without_a_ledger_there_is_no_page(cast, story, sign_in, monkeypatch):
    monkeypatch.setattr("alongside.casework.audit.record_entry", _refuse)
    browser = sign_in(cast.practitioner)
    browser.raise_request_exception = False
    response = browser.get(f"/people/{cast.person_id}/")
    assert response.status_code >= 500
    assert WORDS not in response.content.decode()


def _refuse(**entry: object) -> None:
    raise RuntimeError("the ledger is not there")


def test_a_person_without_check_ins_is_told_when_a_line_begins(cast, sign_in):
    page = get(sign_in(cast.practitioner), cast)
    assert "No check-ins to show" in page
    assert "Nothing is written here yet" in page
    assert "app-line--wide" not in page


def test_everything_is_in_order_the_last_first_and_a_page_at_a_time(cast, set_clock, sign_in):
    for number in range(25):
        meet(cast.person_id, cast.practitioner, TODAY + timedelta(days=number))
    set_clock(START + timedelta(days=30))
    browser = sign_in(cast.practitioner)
    first, second = get(browser, cast, "timeline/"), get(browser, cast, "timeline/?page=2")
    assert first.index("Session 25") < first.index("Session 24") < first.index("Session 6")
    assert "Session 5<" not in first
    assert "Page 2 of 2" in second
    assert second.index("Session 5<") < second.index("Working with Ruth Adeyemi")
    assert get(browser, cast, "timeline/?page=9x").count("Session 25")


@pytest.mark.parametrize(("page", "most"), [("", 26), ("timeline/", 18), ("line/", 26)])
def test_the_number_of_queries_does_not_grow_with_the_sessions(
    cast, sign_in, set_clock, django_assert_max_num_queries, page, most
):
    weeks(cast.person_id, cast.practitioner, TODAY, [7] * 5)
    set_clock(START + timedelta(weeks=50))
    browser = sign_in(cast.practitioner)
    get(browser, cast, page)
    with django_assert_max_num_queries(most) as few:
        get(browser, cast, page)
    weeks(cast.person_id, cast.practitioner, TODAY + timedelta(weeks=5), [7] * 40)
    with django_assert_max_num_queries(most) as many:
        get(browser, cast, page)
    assert len(few) == len(many)


def test_the_line_page_shows_three_questions_on_their_own_each_with_a_caption_and_a_table(cast, sign_in):
    weeks(cast.person_id, cast.practitioner, date(2026, 3, 3), [8, 8, 8, 8, 2])
    page = sign_in(cast.practitioner).get(f"/people/{cast.person_id}/line/").content.decode()
    for name in ("Could be honest", "Fair and explained", "Working on what matters"):
        assert f"{name}: five answers, one below their own range." in page
        assert f'<caption class="govuk-visually-hidden">{name}</caption>' in page
