"""A check-in on paper: who may type it, once for a session, and everything as if the person had answered themselves."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from alongside.access import Audience
from alongside.access.actors import actor_for
from alongside.access.gates import NotHere
from alongside.casework.check_ins.unread import load_unread
from alongside.casework.check_ins.words import open_words
from alongside.casework.disclosures.queries import get_disclosure
from alongside.casework.paper.desk import find_sheet, get_desk
from alongside.casework.paper.sheets import get_sheet, reference_of
from alongside.casework.paper.typing import (
    AnsweredAlready,
    ImpossibleDay,
    OnPaper,
    TypedAlready,
    check_sheet,
    type_sheet,
)
from alongside.casework.paper.typists import CannotType, NamedAlready, end_typist, get_typists, name_typist
from alongside.domain.questionnaires import CHECK_IN, load_definition
from alongside.domain.speaking import SpokenIn
from alongside.ledger.models import Entry
from alongside.records.models import (
    CaseloadState,
    CheckIn,
    Cover,
    Disclosure,
    Episode,
    Exclusion,
    PaperTypist,
    Relationship,
    Session,
    TypedSheet,
    User,
)
from alongside.vault import open_keys
from tests.cast import START, make_cast, make_user
from tests.meetings import answer, meet, weeks
from tests.pages.my_side import make_session

pytestmark = pytest.mark.django_db
ITEMS = load_definition(CHECK_IN).item_ids
LATER = START + timedelta(days=3)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def marian(cast):
    return actor_for(cast.supervisor)


@pytest.fixture
def tess(cast, marian):
    """Somebody at the front desk, without any role, who was named."""
    user = make_user("Tess Gould", team=cast.team, supervisor=cast.supervisor)
    name_typist(person_id=cast.person_id, user_id=user.id, by=marian, at=START)
    return actor_for(user)


@pytest.fixture
def session(cast):
    return make_session(cast)


def on_paper(session, **changes) -> OnPaper:
    marks = dict.fromkeys(ITEMS, 7)
    sheet = OnPaper(session.id, START.date(), audience=Audience.WORKER, answers=marks, words="Ring me first")
    return replace(sheet, **changes)


def put_in(cast, session, by, *, at=START, **changes) -> None:
    type_sheet(person_id=cast.person_id, sheet=on_paper(session, **changes), by=by, at=at)


# --- who may type ---


def test_the_supervisor_and_whoever_was_named_type(cast, marian, tess, session):
    put_in(cast, session, tess)
    other = meet(cast.person_id, cast.practitioner, START.date() - timedelta(days=2))
    put_in(cast, other, marian)
    assert TypedSheet.objects.count() == CheckIn.objects.filter(state="completed").count() == 2


@pytest.mark.parametrize("part", ["practitioner", "cover", "excluded", "colleague", "stranger", "safeguarding_lead"])
def test_nobody_else_types_and_nothing_is_kept(cast, session, part):
    with pytest.raises(NotHere):
        put_in(cast, session, actor_for(cast.staff()[part]), tell="I am afraid")
    assert not CheckIn.objects.exists()
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("part", ["practitioner", "cover", "excluded", "administrator", "evaluator"])
def test_nobody_who_works_with_the_person_or_is_kept_out_can_be_named(cast, marian, part):
    with pytest.raises(CannotType):
        name_typist(person_id=cast.person_id, user_id=cast.staff()[part].id, by=marian, at=START)
    assert not PaperTypist.objects.exists()


@pytest.mark.parametrize("kind", ["co_worker", "allocated", "cover"])
def test_who_was_named_types_no_more_from_the_day_they_work_with_the_person(cast, marian, tess, session, kind):
    if kind == "cover":
        Cover.objects.create(
            practitioner=cast.practitioner, covering_id=tess.id, person_id=cast.person_id, starts_on=START.date(),
            ends_on=START.date(), arranged_by=cast.supervisor, arranged_at=START,
        )  # fmt: skip
    elif kind == "allocated":
        Relationship.objects.filter(kind="allocated").update(practitioner=tess.id)
    else:
        Relationship.objects.create(
            person_id=cast.person_id, practitioner_id=tess.id, kind=kind, starts_on=START.date(), created_at=START
        )
    with pytest.raises(NotHere):
        put_in(cast, session, tess)
    assert [line.is_refused for line in get_typists(person_id=cast.person_id, viewer=marian, at=START).now] == [True]


def test_nobody_types_what_is_about_themselves_though_they_work_with_the_person_no_more(cast, marian):
    """A worker whose case was moved, and one who stood in for that one meeting."""
    about_ruth, about_callum = make_session(cast), make_session(cast, by=cast.cover)
    Cover.objects.update(ended_at=START)
    Relationship.objects.update(practitioner=cast.colleague)
    own = Relationship.objects.create(
        person_id=cast.person_id, practitioner=cast.practitioner, kind="co_worker", starts_on=date(2026, 1, 1),
        ends_on=date(2026, 5, 1), created_at=START,
    )  # fmt: skip
    Session.objects.update(relationship=own)
    for user, refused in ((cast.practitioner, [about_ruth, about_callum]), (cast.cover, [about_callum])):
        name_typist(person_id=cast.person_id, user_id=user.id, by=marian, at=START)
        for session in refused:
            with pytest.raises(NotHere):
                put_in(cast, session, actor_for(user))
            assert find_sheet(reference=reference_of(session.id), viewer=actor_for(user), at=START) is None
    put_in(cast, about_ruth, actor_for(cast.cover))


def test_a_supervisor_who_stands_in_does_not_type(cast, marian, session):
    Cover.objects.create(
        practitioner=cast.practitioner, covering=cast.supervisor, starts_on=START.date(), ends_on=START.date(),
        arranged_by=cast.supervisor, arranged_at=START,
    )  # fmt: skip
    with pytest.raises(NotHere):
        put_in(cast, session, marian)


def test_an_exclusion_beats_being_named(cast, tess, session):
    Exclusion.objects.create(person_id=cast.person_id, user_id=tess.id, set_by=cast.supervisor, set_at=START)
    with pytest.raises(NotHere):
        put_in(cast, session, tess)
    assert find_sheet(reference=reference_of(session.id), viewer=tess, at=START) is None
    assert not get_desk(viewer=tess, at=START).may_type


def test_naming_ends_and_stays_as_history(cast, marian, tess, session):
    row = PaperTypist.objects.get()
    with pytest.raises(NamedAlready):
        name_typist(person_id=cast.person_id, user_id=tess.id, by=marian, at=START)
    end_typist(person_id=cast.person_id, typist_id=row.id, by=marian, at=LATER)
    end_typist(person_id=cast.person_id, typist_id=row.id, by=marian, at=LATER + timedelta(days=1))
    with pytest.raises(NotHere):
        put_in(cast, session, tess, at=LATER)
    page = get_typists(person_id=cast.person_id, viewer=marian, at=LATER)
    assert page.now == []
    assert [(line.name, line.named_by, line.ended_by, line.ended_at) for line in page.past] == [
        ("Tess Gould", "Marian Ellis", "Marian Ellis", LATER)
    ]
    name_typist(person_id=cast.person_id, user_id=tess.id, by=marian, at=LATER)
    put_in(cast, session, tess, at=LATER)


@pytest.mark.parametrize("part", ["practitioner", "cover", "colleague", "stranger", "administrator"])
def test_only_the_supervisor_names_and_ends(cast, tess, part):
    by = actor_for(cast.staff()[part])
    row = PaperTypist.objects.get()
    with pytest.raises(NotHere):
        name_typist(person_id=cast.person_id, user_id=cast.colleague.id, by=by, at=START)
    with pytest.raises(NotHere):
        end_typist(person_id=cast.person_id, typist_id=row.id, by=by, at=START)
    assert PaperTypist.objects.get().ended_at is None


# --- what is kept ---


def test_everything_on_the_sheet_is_given_on_the_day_it_was_filled_in(cast, tess, session):
    answers = dict(zip(ITEMS, [7, None, 0, 10], strict=True))
    put_in(cast, session, tess, at=LATER, answers=answers, felt_off=True, asked_in=SpokenIn.WELSH, interpreter=True)
    row = CheckIn.objects.get()
    assert (row.answers, row.audience, row.felt_off) == ([7, None, 0, 10], "worker", True)
    assert (row.asked_in, row.interpreter, row.language) == ("cy", True, "cy")
    assert row.completed_at.date() == START.date()
    assert row.offered_by is None, "nobody can see from it that it was offered"
    assert open_words(open_keys([cast.person_id]), row) == "Ring me first"
    sheet = TypedSheet.objects.get()
    assert (sheet.check_in, sheet.typed_by_id, sheet.typed_at) == (row, tess.id, LATER)


def test_a_sheet_filled_in_this_morning_is_not_given_later_today(cast, tess, session):
    put_in(cast, session, tess)
    assert CheckIn.objects.get().completed_at == START


def test_another_language_has_an_interpreter(cast, tess, session):
    put_in(cast, session, tess, asked_in=SpokenIn.OTHER)
    row = CheckIn.objects.get()
    assert (row.asked_in, row.interpreter, row.language) == ("other", True, "en-gb")


def test_a_dip_on_paper_is_noticed_and_the_caseload_shows_it(cast, tess, session):
    Relationship.objects.update(starts_on=date(2026, 1, 1))
    weeks(cast.person_id, cast.practitioner, date(2026, 3, 2), [8, 9, 8, 9, 8, 9])
    put_in(cast, session, tess, answers=dict.fromkeys(ITEMS, 1))
    assert Episode.objects.get().check_in == CheckIn.objects.get(session=session)
    assert CaseloadState.objects.get().open_episode is not None


@pytest.mark.parametrize("audience", [Audience.SUPERVISOR, Audience.TOTALS])
def test_answers_for_somebody_else_make_no_strain_and_totals_keep_no_words(cast, tess, session, audience):
    weeks(cast.person_id, cast.practitioner, date(2026, 5, 4), [8, 9, 8, 9, 8])
    Episode.objects.all().delete()
    put_in(cast, session, tess, audience=audience, answers=dict.fromkeys(ITEMS, 0))
    assert not Episode.objects.exists()
    assert (CheckIn.objects.get(session=session).sealed_words is None) == (audience is Audience.TOTALS)


def test_answers_without_an_audience_are_never_kept(cast, tess, session):
    with pytest.raises(ValueError, match="audience"):
        put_in(cast, session, tess, audience=Audience.NOT_CHOSEN)
    assert not CheckIn.objects.exists()


def test_words_wait_from_the_typing_and_not_from_the_writing(cast, tess, session):
    put_in(cast, session, tess, at=LATER + timedelta(days=7))
    people, audiences = [cast.person_id], [Audience.WORKER]
    assert load_unread(people, audiences=audiences, at=LATER + timedelta(days=8)) == {}
    assert load_unread(people, audiences=audiences, at=LATER + timedelta(days=20)) != {}


def test_not_today_keeps_no_answers_and_leaves_the_check_in_open(cast, tess, session):
    put_in(cast, session, tess, not_today=True)
    assert not CheckIn.objects.exists()
    assert TypedSheet.objects.get().check_in is None
    answer(session, 8)
    assert CheckIn.objects.get().state == "completed"


def test_tell_someone_today_reaches_the_lead_with_a_clock_that_starts_now(cast, tess, session):
    put_in(cast, session, tess, at=LATER, not_today=True, tell=" I am afraid of my brother ")
    row = Disclosure.objects.get()
    assert (row.told_at, row.session_id) == (LATER, session.id)
    lead = actor_for(cast.safeguarding_lead)
    assert get_disclosure(disclosure_id=row.id, viewer=lead, at=LATER).text == "I am afraid of my brother"


# --- one sheet for a session ---


def test_a_second_sheet_is_refused_whole(cast, marian, tess, session):
    put_in(cast, session, tess)
    for try_it in (check_sheet, type_sheet):
        with pytest.raises(TypedAlready):
            try_it(
                person_id=cast.person_id, by=marian, at=LATER,
                sheet=on_paper(session, answers=dict.fromkeys(ITEMS, 1), tell="x"),
            )  # fmt: skip
    assert CheckIn.objects.get().answers == [7, 7, 7, 7]
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("audience", ["worker", "supervisor", "totals"])
def test_a_session_that_has_answers_takes_no_sheet(cast, tess, session, audience):
    answer(session, 9, audience=audience)
    for try_it in (check_sheet, type_sheet):
        with pytest.raises(AnsweredAlready):
            try_it(person_id=cast.person_id, by=tess, at=LATER, sheet=on_paper(session))
    assert CheckIn.objects.get().answers == [9] * 4
    assert not TypedSheet.objects.exists()
    put_in(cast, session, tess, not_today=True, tell="I am afraid")
    assert Disclosure.objects.exists()


@pytest.mark.parametrize("day", [START.date() - timedelta(days=1), LATER.date() + timedelta(days=1)])
def test_a_day_before_the_meeting_or_after_today_is_refused(cast, tess, session, day):
    with pytest.raises(ImpossibleDay):
        put_in(cast, session, tess, at=LATER, written_on=day)
    assert not TypedSheet.objects.exists()


@pytest.mark.parametrize("attendance", ["missed", "cancelled"])
def test_a_session_that_did_not_happen_or_is_long_ago_or_is_somebody_elses_takes_no_sheet(
    cast, tess, session, attendance
):
    type(session).objects.filter(id=session.id).update(attendance=attendance)
    with pytest.raises(NotHere):
        put_in(cast, session, tess)
    type(session).objects.filter(id=session.id).update(attendance="attended")
    with pytest.raises(NotHere):
        put_in(cast, session, tess, at=START + timedelta(days=91))
    with pytest.raises(NotHere):
        type_sheet(person_id=uuid4(), sheet=on_paper(session), by=tess, at=START)


# --- the number on the sheet ---


def test_a_number_leads_to_the_session_only_for_those_who_may_type_it(cast, marian, tess, session):
    reference = reference_of(session.id)
    assert find_sheet(reference=reference, viewer=tess, at=START) == cast.person_id
    assert find_sheet(reference=reference, viewer=marian, at=START) == cast.person_id
    for part in ("practitioner", "cover", "colleague", "stranger", "excluded", "administrator"):
        assert find_sheet(reference=reference, viewer=actor_for(cast.staff()[part]), at=START) is None, part
    assert find_sheet(reference="2222-2222", viewer=tess, at=START) is None


def test_the_sheet_names_those_who_may_type_it_and_never_the_person(cast, marian, tess, session):
    ruth = actor_for(cast.practitioner)
    sheet = get_sheet(session_id=session.id, language="en-gb", viewer=ruth, at=START)
    assert sheet.typists == ["Marian Ellis", "Tess Gould"]
    assert sheet.reference == reference_of(session.id)
    assert "Tomos" not in repr(sheet)
    assert "Bevan" not in repr(sheet)
    User.objects.filter(id=tess.id).update(is_active=False)
    assert get_sheet(session_id=session.id, language="cy", viewer=ruth, at=START).typists == ["Marian Ellis"]


def test_everything_a_typist_does_stands_in_the_ledger_as_a_typists(cast, marian, session):
    put_in(cast, session, marian, tell="I am afraid")
    get_desk(viewer=marian, at=START)
    rows = Entry.objects.filter(actor_id=marian.id).values_list("action", "relation", "object_type")
    assert set(rows) == {
        ("typed", "typist", "typed_sheet"),
        ("told", "typist", "disclosure"),
        ("listed", "typist", "typed_sheet"),
    }
