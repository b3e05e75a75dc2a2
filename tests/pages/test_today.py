"""Today: who is next and what helps to meet them, on both sides, and nothing the reader may not know."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.check_ins.ratings import skip_rating
from alongside.casework.check_ins.words import seal_words
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName
from alongside.casework.promises.operations import make_promise
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.promises import Side
from alongside.ledger.models import Entry
from alongside.records.models import (
    CheckIn,
    Cover,
    Episode,
    Exclusion,
    PowerEvent,
    PractitionerRating,
    Relationship,
    Session,
)
from alongside.vault import open_keys
from tests.cast import START
from tests.meetings import answer, meet, weeks

pytestmark = pytest.mark.django_db
TODAY = START.date()
NOT_PRACTITIONERS = ["supervisor", "privacy_officer", "safeguarding_lead", "evaluator", "administrator"]


def text_of(response) -> str:
    assert response.status_code == 200
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").split())


def read(browser) -> str:
    return text_of(browser.get("/today/"))


def add(by, given: str, at=START):
    facts = PersonFacts(PersonName(given, "Doyle"), None, Jurisdiction.SCOTLAND)
    return add_person(facts=facts, by=actor_for(by), at=at)


@pytest.fixture
def ruth(cast, sign_in):
    """Ruth's browser. She and Tomos have worked together for a while."""
    Relationship.objects.update(starts_on=TODAY - timedelta(weeks=20))
    return sign_in(cast.practitioner)


def plan(person_id, by, *, clock: int, days: int = 0):
    return meet(person_id, by, TODAY + timedelta(days=days), attendance="planned", clock=clock)


def test_a_practitioner_begins_the_day_here(ruth):
    assert ruth.get("/").url == "/today/"


@pytest.mark.parametrize("part", NOT_PRACTITIONERS)
def test_who_is_no_practitioner_has_no_day(cast, sign_in, part):
    assert sign_in(getattr(cast, part)).get("/today/").status_code == 404


def test_with_nobody_there_it_says_what_to_do_first(cast, sign_in):
    page = sign_in(cast.colleague).get("/today/").content.decode()
    assert "Nobody is here yet" in page
    assert reverse("add_person") in page
    assert reverse("add_import") in page


def test_without_a_session_today_it_says_who_is_next(cast, ruth):
    plan(cast.person_id, cast.practitioner, clock=9, days=2)
    page = read(ruth)
    assert "No session is planned for today." in page
    assert "Nobody else today. Tomos Bevan is next, Wed 6 May 09:00." in page


def test_who_is_next_comes_first_and_the_others_later(cast, ruth):
    """It is 10:30 in London."""
    noon, three = add(cast.practitioner, "Noon"), add(cast.practitioner, "Three")
    plan(three, cast.practitioner, clock=15)
    plan(noon, cast.practitioner, clock=12)
    session = plan(cast.person_id, cast.practitioner, clock=11)
    page = read(ruth)
    assert "Good morning, Ruth" in page
    assert "Three sessions today." in page
    assert "Next, in 30 minutes 11:00 Tomos Bevan Say “TOM-oss”. Your first session together." in page
    assert page.index("Later today") < page.index("Noon Doyle") < page.index("Three Doyle")
    html = ruth.get("/today/").content.decode()
    assert reverse("start_session", args=[session.id]) in html


def test_a_session_whose_time_went_by_is_asked_about(cast, ruth):
    plan(cast.person_id, cast.practitioner, clock=8)
    assert "Did these happen? 08:00 Tomos Bevan" in read(ruth)


def test_a_session_of_an_earlier_day_is_asked_about_until_somebody_says(cast, ruth):
    """It is Monday 4 May. What nobody settled for four weeks is not asked about each morning."""
    session = meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=3), attendance="planned", clock=8)
    meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=29), attendance="planned", clock=8)
    page = read(ruth)
    assert "Did these happen? 1 May, 08:00 Tomos Bevan" in page
    assert "No session is planned for today." in page
    assert "5 Apr" not in page.split("Did these happen?")[1].split("Promises due")[0]
    assert reverse("session", args=[session.id]) in ruth.get("/today/").content.decode()


def test_a_strain_is_said_as_a_whole_sentence_and_stands_with_the_next_person(cast, ruth):
    weeks(cast.person_id, cast.practitioner, TODAY - timedelta(weeks=6), [7, 8, 7, 8, 7, 3])
    plan(cast.person_id, cast.practitioner, clock=11)
    page = read(ruth)
    sentence = "Tomos's last check-in was 3. With you they have usually answered between 5.8 and 9."
    assert page.count(sentence) == 2
    assert page.index("Something may be wrong between you") < page.index("Prepare")


def test_what_waits_for_the_own_rating_is_not_on_the_page(cast, ruth):
    weeks(cast.person_id, cast.practitioner, TODAY - timedelta(weeks=6), [7, 8, 7, 8, 7])
    session = meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=3))
    PractitionerRating.objects.filter(session=session).delete()
    plan(cast.person_id, cast.practitioner, clock=11)
    before = read(ruth)
    assert "Rate Friday’s session first" in before
    answer(session, 2, felt_off=True)
    assert Episode.objects.exists()
    assert read(ruth) == before
    skip_rating(session_id=session.id, by=actor_for(cast.practitioner), at=START)
    assert "Something may be wrong between you" in read(ruth)


@pytest.mark.parametrize("audience", ["supervisor", "totals"])
def test_an_answer_for_somebody_else_changes_no_word(cast, ruth, audience):
    weeks(cast.person_id, cast.practitioner, TODAY - timedelta(weeks=6), [7, 8, 7, 8, 7])
    session = meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=1))
    before = read(ruth)
    answer(session, 0, audience=audience, felt_off=True)
    assert read(ruth) == before


def test_answers_of_the_last_two_days_are_there_with_their_day(cast, ruth):
    answer(meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=1)), 7)
    assert (
        "Answers that came in Tomos Bevan yesterday Tomos answered about the meeting of yesterday. Too few to draw a range."
        in read(ruth)
    )


def test_somebody_is_there_once_with_words_that_wait_before_a_later_answer_without_any(cast, ruth):
    said = answer(meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=3)), 7)
    words = seal_words(open_keys([cast.person_id]), said, "The letter scared me")
    CheckIn.objects.filter(id=said.id).update(sealed_words=words)
    answer(meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=1)), 7)
    page = read(ruth)
    assert "Wrote something that nobody has read yet." in page
    assert "answered about" not in page


def test_an_answer_given_late_names_its_meeting_and_only_the_last_one_is_there(cast, ruth):
    late = answer(meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=8)), 7)
    CheckIn.objects.filter(id=late.id).update(completed_at=START - timedelta(days=1, hours=20))
    assert "Tomos Bevan Sat Tomos answered about the meeting of 26 Apr. Too few to draw a range." in read(ruth)
    answer(meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=1)), 7)
    assert read(ruth).count("Tomos answered about") == 1


def test_promises_of_both_sides_are_due_with_the_same_two_ways_on(cast, ruth):
    by = actor_for(cast.practitioner)
    for side, words in ((Side.PRACTITIONER, "Ring housing about the damp"), (Side.PERSON, "Bring the receipt")):
        make_promise(person_id=cast.person_id, side=side, words=words, due_on=TODAY, by=by, at=START)
    page = read(ruth)
    assert "You, to Tomos Ring housing about the damp" in page
    assert "Tomos Bring the receipt" in page
    assert page.count("Say why, new date") == page.count("Done :") == 2


def test_a_tap_on_done_comes_back_to_the_day(cast, ruth):
    by = actor_for(cast.practitioner)
    make_promise(person_id=cast.person_id, side=Side.PERSON, words="Bring the receipt", due_on=TODAY, by=by, at=START)
    form = re.search(
        r'<form method="post" action="(/promises/[^"]+)">(.*?)</form>', ruth.get("/today/").content.decode(), re.S
    )
    fields = dict(re.findall(r'name="(back|outcome)" value="([^"]*)"', form[2]))
    assert ruth.post(form[1], fields).url == "/today/#promises-title"
    assert "Bring the receipt" not in read(ruth)


def test_what_changed_since_they_last_met_is_told(cast, ruth):
    meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=7))
    meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=2), attendance="missed")
    for days, kind in ((3, "warning"), (9, "drug_test")):
        PowerEvent.objects.create(
            person_id=cast.person_id, kind=kind, happened_on=TODAY - timedelta(days=days), recorded_at=START,
            recorded_by=cast.practitioner,
        )  # fmt: skip
    page = read(ruth)
    assert "Missed session , Tomos Bevan , 2 May Warning , Tomos Bevan , 1 May" in page
    assert "Drug test" not in page


def test_not_seen_for_longer_than_agreed_says_what_was_agreed(cast, ruth):
    meet(cast.person_id, cast.practitioner, TODAY - timedelta(days=20))
    assert "Tomos Bevan Agreed every 14 days. Last seen 20 days ago. No date is set." in read(ruth)


def test_covers_are_told_on_both_sides(cast, sign_in, ruth):
    assert "Callum stands in for you 4 May to 10 May, for Tomos Bevan." in read(ruth)
    assert "You stand in for Ruth For Tomos Bevan. It ends on 10 May." in read(sign_in(cast.cover))


def test_whoever_covers_meets_them_with_one_sentence_and_no_answer(cast, sign_in):
    weeks(cast.person_id, cast.practitioner, TODAY - timedelta(weeks=6), [7, 8, 7, 8, 7, 3])
    plan(cast.person_id, cast.practitioner, clock=11)
    page = read(sign_in(cast.cover))
    assert "11:00 Tomos Bevan" in page
    assert "Something may have been difficult between Tomos and Ruth" in page
    for kept in ("5.8", "Answers that came in", "Open it", "See what happened", "first session together"):
        assert kept not in page


def test_an_excluded_worker_finds_no_trace_of_a_cover_or_a_session(cast, sign_in, ruth):
    plan(cast.person_id, cast.practitioner, clock=11)
    Exclusion.objects.create(person_id=cast.person_id, user=cast.practitioner, set_by=cast.supervisor, set_at=START)
    assert read(ruth) == read(sign_in(cast.colleague)).replace("Colin", "Ruth")


def test_one_entry_is_written_for_all_who_are_shown(cast, ruth):
    plan(cast.person_id, cast.practitioner, clock=11)
    before = Entry.objects.count()
    read(ruth)
    entry = Entry.objects.latest("recorded_at")
    assert (Entry.objects.count() - before, entry.action, entry.object_type) == (1, "listed", "today")


def test_the_number_of_queries_is_the_same_for_few_people_and_many(cast, ruth, django_assert_max_num_queries):
    weeks(cast.person_id, cast.practitioner, TODAY - timedelta(weeks=6), [7, 8, 7, 8, 7, 3])
    plan(cast.person_id, cast.practitioner, clock=11)
    ruth.get("/today/")
    with django_assert_max_num_queries(29) as few:
        ruth.get("/today/")
    for number in range(12):
        person_id = add(cast.practitioner, f"Person {number}", at=START - timedelta(days=30))
        weeks(person_id, cast.practitioner, TODAY - timedelta(weeks=6), [7, 8, 7, 8, 7, 3])
        plan(person_id, cast.practitioner, clock=12)
    with django_assert_max_num_queries(29) as many:
        ruth.get("/today/")
    assert (Session.objects.count(), Relationship.objects.count(), Cover.objects.count()) == (91, 13, 1)
    assert len(few) == len(many)
