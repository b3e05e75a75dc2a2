"""The caseload: one's own people by next session, and nothing of anybody else's."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.caseload.queries import Order, Show, get_caseload
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import Needs, PersonName
from alongside.domain.people.kinds import Jurisdiction
from alongside.pages.caseload.words import NOBODY
from alongside.records.models import Cover, Exclusion, Person, Promise, Relationship
from tests.cast import START
from tests.meetings import answer, meet, weeks
from tests.pages.on_screen import on_screen

pytestmark = pytest.mark.django_db
TODAY = START.date()


def add(by, given: str, family: str = "Doyle", languages: str = "", at=START):
    facts = PersonFacts(
        name=PersonName(given, family), born_on=None, jurisdiction=Jurisdiction.SCOTLAND, needs=Needs(languages)
    )
    return add_person(facts=facts, by=actor_for(by), at=at)


def names(page: str) -> list[str]:
    return re.findall(r'app-person-link"[^>]*>([^<]+)<', page)


def get(browser, query: str = "") -> str:
    response = browser.get(f"/caseload/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_whoever_is_next_comes_first_and_whoever_has_no_date_last(cast, sign_in):
    later, sooner = add(cast.practitioner, "Later"), add(cast.practitioner, "Sooner")
    meet(later, cast.practitioner, TODAY + timedelta(days=3), attendance="planned")
    meet(sooner, cast.practitioner, TODAY, attendance="planned", clock=15)
    page = get(sign_in(cast.practitioner))
    assert names(page) == ["Sooner Doyle", "Later Doyle", "Tomos Bevan"]
    assert "Today 15:00" in page


def test_it_can_be_ordered_by_name_and_date_and_never_by_a_score(cast, sign_in):
    met = add(cast.practitioner, "Zoe", "Ames")
    meet(met, cast.practitioner, TODAY - timedelta(days=1))
    browser = sign_in(cast.practitioner)
    assert names(get(browser, "?sort=name")) == ["Tomos Bevan", "Zoe Ames"]
    assert names(get(browser, "?sort=last-session")) == ["Tomos Bevan", "Zoe Ames"]
    assert names(get(browser, "?sort=score")) == names(get(browser))
    heading = re.search(r"<th[^>]*>How the check-ins have gone</th>", get(browser))
    assert heading
    assert "aria-sort" not in heading.group()


def test_the_check_ins_can_never_be_sorted_by(cast, sign_in):
    """Every order there is goes by a date or a name, and the heading of the check-ins is no link."""
    weeks(cast.person_id, cast.practitioner, TODAY - timedelta(weeks=6), [7, 8, 7, 8, 7, 3])
    browser = sign_in(cast.practitioner)
    assert {order.value for order in Order} == {"next-session", "last-session", "name"}
    page = get(browser)
    assert set(re.findall(r"sort=([a-z-]+)", page)) <= {order.value for order in Order}
    assert re.search(r'<th scope="col">How the check-ins have gone</th>', page)
    for unknown in ("check-ins", "line", "points", "strain", "words"):
        assert names(get(browser, f"?sort={unknown}")) == names(page)


def test_those_who_are_met_today_are_one_link_away(cast, sign_in):
    met = add(cast.practitioner, "Met")
    meet(met, cast.practitioner, TODAY, attendance="planned", clock=15)
    page = get(sign_in(cast.practitioner), "?show=today")
    assert names(page) == ["Met Doyle"]
    assert "Today 1" in page


def test_what_helps_to_meet_somebody_stands_under_their_name(cast, sign_in):
    assert "Welsh and English. Large print" in get(sign_in(cast.practitioner))


def test_a_dip_is_said_in_words_and_its_strain_is_shown(cast, sign_in, set_clock):
    weeks(cast.person_id, cast.practitioner, TODAY, [7, 8, 7, 8, 7, 3])
    set_clock(START + timedelta(weeks=5, hours=3))
    page = get(sign_in(cast.practitioner))
    assert "Below own range" in page
    assert "app-chip--open" in page
    assert "Strain open 1" in page


def test_longer_than_agreed_is_said_under_the_date(cast, sign_in, set_clock):
    meet(cast.person_id, cast.practitioner, TODAY)
    set_clock(START + timedelta(days=14))
    assert "agreed 14" not in get(sign_in(cast.practitioner))
    set_clock(START + timedelta(days=15))
    assert "15 days, agreed 14" in get(sign_in(cast.practitioner))


def test_filters_show_some_and_count_all(cast, sign_in):
    met = add(cast.practitioner, "Met")
    meet(met, cast.practitioner, TODAY)
    waiting = add(cast.practitioner, "Waiting", at=START - timedelta(days=20))
    assert waiting
    browser = sign_in(cast.practitioner)
    assert names(get(browser, "?show=seen-this-week")) == ["Met Doyle"]
    assert names(get(browser, "?show=not-seen-as-agreed")) == ["Waiting Doyle"]
    assert names(get(browser, "?show=strain-open")) == []
    for link in ("Everybody 3", "Seen this week 1", "Not seen as agreed 1", "Strain open 0"):
        assert link in get(browser, "?show=strain-open")


def test_people_one_covers_come_without_lines_and_strains(cast, sign_in, set_clock):
    weeks(cast.person_id, cast.practitioner, TODAY, [7, 8, 7, 8, 7, 3])
    Cover.objects.update(ends_on=TODAY + timedelta(weeks=8))
    set_clock(START + timedelta(weeks=5, hours=3))
    browser = sign_in(cast.cover)
    assert names(get(browser)) == []
    page = get(browser, "?show=covered-by-me")
    assert names(page) == ["Tomos Bevan"]
    assert cast.practitioner.name in page
    for kept in ("app-spark", "Below own range", "app-chip", "Strain"):
        assert kept not in page.split("<table", 1)[1]
    at = START + timedelta(weeks=5, hours=3)
    found = get_caseload(viewer=actor_for(cast.cover), show=Show.COVERED, order=Order.NAME, at=at)
    assert [(row.line, row.strain, row.open_episode_id) for row in found.rows] == [(None, None, None)]


def test_with_nobody_there_the_page_says_what_to_do_first(cast, sign_in):
    page = get(sign_in(cast.colleague))
    assert "Nobody is here yet" in page
    for way in ("/people/add/", reverse("add_import")):
        assert f'href="{way}"' in page


def test_an_excluded_worker_finds_no_trace_even_when_allocated(cast, sign_in):
    Exclusion.objects.create(person_id=cast.person_id, user=cast.practitioner, set_by=cast.supervisor, set_at=START)
    empty = get(sign_in(cast.colleague))
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    assert token.sub("", on_screen(get(sign_in(cast.practitioner)))) == token.sub("", on_screen(empty))


@pytest.mark.parametrize("part", ["supervisor", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"])
def test_who_is_no_practitioner_has_no_caseload(cast, sign_in, part):
    assert sign_in(getattr(cast, part)).get("/caseload/").status_code == 404


@pytest.mark.parametrize("audience", ["supervisor", "totals"])
def test_an_answer_that_is_not_for_the_worker_changes_no_byte(cast, sign_in, audience):
    weeks(cast.person_id, cast.practitioner, TODAY - timedelta(weeks=6), [7, 8, 7, 8, 7])
    session = meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=4))
    browser = sign_in(cast.practitioner)
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    before = [token.sub("", browser.get(path).content.decode()) for path in pages_of(cast.person_id)]
    answer(session, 0, audience=audience, felt_off=True)
    after = [token.sub("", browser.get(path).content.decode()) for path in pages_of(cast.person_id)]
    assert after == before


def pages_of(person_id) -> list[str]:
    return ["/caseload/", *(f"/people/{person_id}/{page}" for page in ("", "?ratings=1", "timeline/", "line/"))]


def test_the_number_of_queries_is_the_same_for_5_and_50_people(cast, sign_in, django_assert_max_num_queries):
    browser = sign_in(cast.practitioner)
    for number in range(5):
        add(cast.practitioner, f"Person {number}")
    browser.get("/caseload/")
    with django_assert_max_num_queries(10) as few:
        browser.get("/caseload/")
    for number in range(45):
        add(cast.practitioner, f"More {number}")
    with django_assert_max_num_queries(10) as many:
        browser.get("/caseload/")
    assert Person.objects.count() == 51
    assert len(few) == len(many)


def test_a_session_of_the_past_that_was_never_settled_is_asked_about(cast, sign_in):
    meet(cast.person_id, cast.practitioner, date(2026, 5, 1), attendance="planned")
    assert "Planned. Did it happen?" in get(sign_in(cast.practitioner))


def promise(cast, person_id, side="practitioner", days=3, **more):
    return Promise.objects.create(
        person_id=person_id, relationship=Relationship.objects.get(person=person_id, practitioner=cast.practitioner),
        side=side, made_at=START, holder=cast.practitioner if side == "practitioner" else None,
        due_on=None if days is None else TODAY + timedelta(days=days), **more,
    )  # fmt: skip


@pytest.mark.parametrize(("days", "is_shown"), [(-30, True), (0, True), (7, True), (8, False), (None, False)])
@pytest.mark.parametrize("side", ["person", "practitioner"])
def test_a_promise_of_either_side_that_is_late_or_due_within_a_week_can_be_chosen(cast, sign_in, side, days, is_shown):
    promise(cast, cast.person_id, side, days)
    browser = sign_in(cast.practitioner)
    assert names(get(browser, "?show=promise-due")) == (["Tomos Bevan"] if is_shown else [])
    assert f"Promise due {int(is_shown)}" in get(browser)


def test_the_most_urgent_promise_is_named_on_that_list_and_not_on_the_others(cast, sign_in):
    promise(cast, cast.person_id, days=5)
    promise(cast, cast.person_id, "person", days=-2)
    browser = sign_in(cast.practitioner)
    assert "Promise: Two days late" in get(browser, "?show=promise-due")
    assert "Two days late" not in get(browser)


def test_promises_that_are_settled_or_were_taken_back_are_not_due(cast, sign_in):
    promise(cast, cast.person_id, outcome="kept", settled_on=TODAY, settled_by=cast.practitioner)
    promise(cast, cast.person_id, taken_back_at=START)
    assert names(get(sign_in(cast.practitioner), "?show=promise-due")) == []


@pytest.mark.parametrize(
    ("began", "ends", "is_shown"),
    [(0, None, True), (28, None, True), (29, None, False), (400, 0, True), (400, 28, True), (400, 29, False)],
)
def test_work_that_has_just_begun_or_ends_soon_can_be_chosen(cast, sign_in, began, ends, is_shown):
    Relationship.objects.update(
        starts_on=TODAY - timedelta(days=began), ends_on=None if ends is None else TODAY + timedelta(days=ends)
    )
    page = get(sign_in(cast.practitioner), "?show=new-or-ending")
    assert names(page) == (["Tomos Bevan"] if is_shown else [])
    assert ("Began" in page or "Ends" in page) is is_shown


def test_it_is_ones_own_work_that_is_new_and_not_that_of_whoever_is_beside_one(cast, sign_in):
    Relationship.objects.update(starts_on=TODAY - timedelta(days=400))
    Relationship.objects.create(
        person_id=cast.person_id, practitioner=cast.colleague, kind="co_worker", starts_on=TODAY, created_at=START
    )
    assert names(get(sign_in(cast.colleague), "?show=new-or-ending")) == ["Tomos Bevan"]
    assert names(get(sign_in(cast.practitioner), "?show=new-or-ending")) == []


def test_a_choice_keeps_the_order_and_an_order_keeps_the_choice(cast, sign_in):
    other = add(cast.practitioner, "Ada")
    for person_id in (cast.person_id, other):
        promise(cast, person_id)
    meet(cast.person_id, cast.practitioner, TODAY, attendance="planned")
    page = get(sign_in(cast.practitioner), "?show=promise-due&sort=name")
    assert names(page) == ["Ada Doyle", "Tomos Bevan"]
    for href in ("?show=promise-due&amp;sort=last-session", "?show=new-or-ending&amp;sort=name", "?show=promise-due"):
        assert f'href="{href}"' in page
    assert re.search(r'<th scope="col" aria-sort="ascending"><a[^>]+>Person<', page)


@pytest.mark.parametrize("show", [show for show in Show if show is not Show.EVERYBODY])
def test_a_choice_that_shows_nobody_says_so_and_leads_on(cast, sign_in, show):
    Relationship.objects.update(starts_on=TODAY - timedelta(days=10))
    browser = sign_in(cast.practitioner)
    page = get(browser, f"?show={show.value}")
    if names(page) == []:
        assert NOBODY[show] in page
        assert ">Show everybody</a>" in page


def test_the_number_of_queries_is_the_same_with_promises_and_dates(cast, sign_in, django_assert_max_num_queries):
    people = [add(cast.practitioner, f"Person {number}") for number in range(12)]
    browser = sign_in(cast.practitioner)
    for query in ("?show=promise-due", "?show=new-or-ending"):
        promise(cast, people[0])
        browser.get(f"/caseload/{query}")
        with django_assert_max_num_queries(10) as few:
            browser.get(f"/caseload/{query}")
        for person_id in people:
            promise(cast, person_id)
        with django_assert_max_num_queries(10) as many:
            browser.get(f"/caseload/{query}")
        assert len(few) == len(many)
