"""A person's own door through the operations: set up face to face, opened with a PIN, closed after five wrong ones (G20, G21)."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import Q

from alongside.access import Actor
from alongside.access.actors import actor_for, actor_for_capability
from alongside.access.gates import NotHere
from alongside.casework.my_side import opening
from alongside.casework.my_side.capabilities import (
    CapabilityKind,
    OpenCapability,
    end_capability,
    find_capability,
    hand_over,
)
from alongside.casework.my_side.doors import (
    PinMissing,
    PinRefused,
    choose_pin,
    close_door,
    hand_over_for_pin,
    make_card,
    make_link,
)
from alongside.casework.my_side.opening import open_with_code, open_with_token
from alongside.casework.my_side.operations import answer_question, complete_check_in
from alongside.casework.my_side.setting_up import get_setting_up
from alongside.casework.overview.queries import get_overview
from alongside.domain.my_side import PinProblem
from alongside.domain.questionnaires import CHECK_IN, load_definition
from alongside.ledger.models import Entry
from alongside.records.models import Capability, CheckIn, Cover, Door, Pin
from tests.cast import START, Cast, make_cast
from tests.pages.my_side import make_session

pytestmark = pytest.mark.django_db
PIN, OTHER = "374829", "582013"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def ruth(cast) -> Actor:
    return actor_for(cast.practitioner)


def set_pin(cast: Cast, by: Actor, pin: str = PIN, *, at=START) -> None:
    capability = find_capability(secret=hand_over_for_pin(person_id=cast.person_id, by=by, at=at), at=at)
    choose_pin(capability=capability, pin=pin, by=actor_for_capability(capability), at=at)


@pytest.fixture
def card(cast, ruth):
    set_pin(cast, ruth)
    return make_card(person_id=cast.person_id, by=ruth, at=START)


def opened(secret: str | None, *, at=START) -> OpenCapability | None:
    return find_capability(secret=secret, at=at) if secret else None


def test_a_card_opens_again_and_again_by_its_square_and_by_its_code(cast, card):
    for at in (START, START + timedelta(days=300)):
        for secret in (
            open_with_token(token=card.token, pin=PIN, at=at), open_with_code(code=card.code, pin=PIN, at=at),
            open_with_code(code=card.code.lower().replace("-", ""), pin=PIN, at=at),
        ):  # fmt: skip
            capability = opened(secret, at=at)
            assert (capability.person_id, capability.kind) == (cast.person_id, CapabilityKind.OWN)
            assert find_capability(secret=secret, at=at + timedelta(minutes=30)) is None


def test_a_link_opens_once_and_within_72_hours(cast, ruth, card):
    used, late = (make_link(person_id=cast.person_id, by=ruth, at=START) for _ in range(2))
    assert open_with_token(token=used, pin=OTHER, at=START) is None
    assert open_with_token(token=used, pin=PIN, at=START) is not None
    assert open_with_token(token=used, pin=PIN, at=START) is None
    assert open_with_token(token=late, pin=PIN, at=START + timedelta(hours=72)) is None
    assert open_with_token(token=late, pin=PIN, at=START + timedelta(hours=71, minutes=59)) is not None


def test_a_link_that_works_twice_would_be_noticed(cast, ruth, card, monkeypatch):
    """The rule is broken once in each run: a door that was closed counts as open."""
    link = make_link(person_id=cast.person_id, by=ruth, at=START)
    monkeypatch.setattr(opening, "_still_open", lambda door, at: Q(id=door.id))
    assert [open_with_token(token=link, pin=PIN, at=START) is None for _ in range(2)] == [False, False]


def test_nothing_can_be_made_before_there_is_a_pin(cast, ruth):
    for make in (make_card, make_link):
        with pytest.raises(PinMissing):
            make(person_id=cast.person_id, by=ruth, at=START)
    assert not Door.objects.exists()


@pytest.mark.parametrize(
    ("pin", "problem"), [("12345", "not_six_digits"), ("123456", "too_easy"), ("199901", "too_easy")]
)
def test_a_pin_that_others_would_guess_is_refused_and_the_device_stays_open_for_another(cast, ruth, pin, problem):
    capability = find_capability(secret=hand_over_for_pin(person_id=cast.person_id, by=ruth, at=START), at=START)
    person = actor_for_capability(capability)
    with pytest.raises(PinRefused) as refused:
        choose_pin(capability=capability, pin=pin, by=person, at=START)
    assert refused.value.problem is PinProblem(problem)
    choose_pin(capability=capability, pin=PIN, by=person, at=START)
    with pytest.raises(NotHere):
        choose_pin(capability=capability, pin=OTHER, by=person, at=START)


def test_a_capability_of_another_kind_chooses_no_pin(cast, ruth, card):
    own = opened(open_with_token(token=card.token, pin=PIN, at=START))
    device = opened(hand_over(session_id=make_session(cast).id, by=ruth, at=START))
    for capability in (own, device):
        with pytest.raises(NotHere):
            choose_pin(capability=capability, pin=OTHER, by=actor_for_capability(capability), at=START)


def test_only_the_fifth_wrong_pin_closes_and_only_that_card(cast, ruth, card):
    second = make_card(person_id=cast.person_id, by=ruth, at=START)
    link = make_link(person_id=cast.person_id, by=ruth, at=START)
    for _ in range(4):
        assert open_with_code(code=card.code, pin=OTHER, at=START) is None
    assert open_with_code(code=card.code, pin=PIN, at=START) is not None
    for _ in range(5):
        assert open_with_token(token=card.token, pin=OTHER, at=START) is None
    for _ in range(3):
        assert open_with_token(token=card.token, pin=PIN, at=START) is None
        assert open_with_code(code=card.code, pin=PIN, at=START) is None
    assert open_with_token(token=second.token, pin=PIN, at=START) is not None
    assert open_with_token(token=link, pin=PIN, at=START) is not None


def test_no_sixth_pin_is_looked_at_however_many_arrive_at_once(cast, card, monkeypatch):
    """Each try is still being looked at when the next arrives, so all twenty are under way together."""
    looked_at = []

    def slowly(pin, kept, person_id):
        looked_at.append(kept is not None)
        if len(looked_at) < 20:
            open_with_token(token=card.token, pin=f"{len(looked_at):06}", at=START)
        return False

    monkeypatch.setattr(opening, "is_pin", slowly)
    open_with_token(token=card.token, pin=OTHER, at=START)
    assert (len(looked_at), sum(looked_at)) == (20, 5)
    assert Door.objects.get().closed_because == "tries"


def test_a_try_stays_counted_when_looking_at_it_fails(cast, card, monkeypatch):
    def breaks(pin, kept, person_id):
        raise MemoryError

    monkeypatch.setattr(opening, "is_pin", breaks)
    with pytest.raises(MemoryError):
        open_with_token(token=card.token, pin=PIN, at=START)
    assert Door.objects.get().tries == 1


def test_wrong_code_wrong_pin_closed_late_and_used_all_cost_the_same_work(cast, ruth, card, monkeypatch):
    link = make_link(person_id=cast.person_id, by=ruth, at=START)
    shut = make_card(person_id=cast.person_id, by=ruth, at=START)
    close_door(
        door_id=Door.objects.order_by("id").get(token_hash=opening.hash_secret(shut.token)).id, by=ruth, at=START
    )
    work = []
    monkeypatch.setattr("alongside.casework.my_side.pins.check_password", lambda *args: work.append(args[1]) or False)
    later = START + timedelta(hours=73)
    answers = [
        open_with_token(token="x" * 43, pin=PIN, at=START),
        open_with_token(token=card.token, pin=OTHER, at=START),
        open_with_token(token=shut.token, pin=PIN, at=START),
        open_with_token(token=link, pin=PIN, at=later),
        open_with_code(code="2345-2345-2345", pin=PIN, at=START),
        open_with_code(code="", pin=PIN, at=START),
    ]
    assert answers == [None] * 6
    assert len(work) == 6
    assert len({encoded.split("$")[1:-2][0] for encoded in work}) == 1, "one kind and cost of hash"


def test_a_new_pin_ends_what_is_open_keeps_the_card_and_counts_its_tries_afresh(cast, ruth, card):
    old = open_with_token(token=card.token, pin=PIN, at=START)
    for _ in range(4):
        open_with_token(token=card.token, pin=OTHER, at=START)
    later = START + timedelta(minutes=5)
    waiting = hand_over_for_pin(person_id=cast.person_id, by=ruth, at=later)
    assert find_capability(secret=old, at=later) is not None
    capability = find_capability(secret=waiting, at=later)
    choose_pin(capability=capability, pin=OTHER, by=actor_for_capability(capability), at=later)
    assert find_capability(secret=old, at=later) is None
    assert find_capability(secret=waiting, at=later) is None
    assert open_with_token(token=card.token, pin=PIN, at=later) is None
    assert open_with_token(token=card.token, pin=OTHER, at=later) is not None


def test_closing_a_card_ends_what_it_opened_and_nothing_else(cast, ruth, card):
    other = make_card(person_id=cast.person_id, by=ruth, at=START)
    one, two = (open_with_token(token=made.token, pin=PIN, at=START) for made in (card, other))
    close_door(door_id=Door.objects.get(token_hash=opening.hash_secret(card.token)).id, by=ruth, at=START)
    assert (opened(one), opened(two) is not None) == (None, True)
    assert open_with_token(token=card.token, pin=PIN, at=START) is None


def test_a_cover_may_set_up_a_door_within_their_dates_and_not_a_day_later(cast):
    callum, last = actor_for(cast.cover), Cover.objects.get().ends_on
    end = START.replace(day=last.day, hour=20)
    secret = hand_over_for_pin(person_id=cast.person_id, by=callum, at=end)
    set_pin(cast, callum, at=end)
    card = make_card(person_id=cast.person_id, by=callum, at=end)
    for act in (make_card, make_link, hand_over_for_pin):
        with pytest.raises(NotHere):
            act(person_id=cast.person_id, by=callum, at=end + timedelta(days=1))
    with pytest.raises(NotHere):
        get_setting_up(person_id=cast.person_id, viewer=callum, at=end + timedelta(days=1))
    with pytest.raises(NotHere):
        close_door(door_id=Door.objects.get().id, by=callum, at=end + timedelta(days=1))
    assert open_with_token(token=card.token, pin=PIN, at=end + timedelta(days=1)) is not None, (
        "the card is the person's"
    )
    assert find_capability(secret=secret, at=end) is None


def test_a_pin_is_not_chosen_on_a_device_whose_practitioner_was_kept_out_meanwhile(cast, ruth):
    from alongside.records.models import Exclusion

    capability = find_capability(secret=hand_over_for_pin(person_id=cast.person_id, by=ruth, at=START), at=START)
    Exclusion.objects.create(person_id=cast.person_id, user=cast.practitioner, set_by=cast.supervisor, set_at=START)
    with pytest.raises(NotHere):
        choose_pin(capability=capability, pin=PIN, by=actor_for_capability(capability), at=START)
    assert not Pin.objects.exists()


@pytest.mark.parametrize(
    "part", ["supervisor", "colleague", "excluded", "stranger", "administrator", "privacy_officer"]
)
def test_nobody_else_sets_up_closes_or_sees_a_door(cast, card, part):
    user = actor_for(getattr(cast, part))
    for act in (make_card, make_link, hand_over_for_pin):
        with pytest.raises(NotHere):
            act(person_id=cast.person_id, by=user, at=START)
    with pytest.raises(NotHere):
        close_door(door_id=Door.objects.get().id, by=user, at=START)
    with pytest.raises(NotHere):
        get_setting_up(person_id=cast.person_id, viewer=user, at=START)


def test_only_hashes_are_in_the_database_and_none_of_it_is_in_the_ledger(cast, ruth, card):
    link = make_link(person_id=cast.person_id, by=ruth, at=START)
    capability = open_with_token(token=link, pin=PIN, at=START)
    open_with_code(code=card.code, pin=OTHER, at=START)
    rows = [row for model in apps.get_models() for row in model._default_manager.values()]
    kept = " ".join(
        str({name: bytes(v) if isinstance(v, memoryview) else v for name, v in row.items()}) for row in rows
    )
    for secret in (card.token, card.code, card.code.replace("-", ""), link, capability, PIN, OTHER):
        assert secret not in kept
    assert Pin.objects.get().pin_hash.startswith("argon2")
    assert Entry.objects.filter(object_type="link", action="made").exists()


def test_the_same_pin_of_two_people_is_kept_differently_and_needs_the_key_file(monkeypatch):
    from alongside.casework.my_side import pins

    one, two = UUID(int=1), UUID(int=2)
    kept = pins.hash_pin(PIN, one)
    assert pins.is_pin(PIN, kept, one)
    assert not pins.is_pin(PIN, kept, two)
    monkeypatch.setattr(pins, "blind_index", lambda kind, text: text.encode())
    assert not pins.is_pin(PIN, kept, one)


def answer(capability: OpenCapability, *, by=None, at=START, mark=7, audience="worker") -> None:
    from alongside.access import Audience

    person = by or actor_for_capability(capability)
    for item in load_definition(CHECK_IN).items:
        answer_question(capability=capability, item_id=item.id, answer=mark, by=person, at=at)
    complete_check_in(capability=capability, audience=Audience(audience), language="en-gb", by=person, at=at)


def test_a_check_in_waits_behind_the_door_for_seven_days_after_a_session_until_it_is_answered(cast, card):
    assert opened(open_with_token(token=card.token, pin=PIN, at=START)).session_id is None
    held = make_session(cast)
    capability = opened(open_with_token(token=card.token, pin=PIN, at=START))
    assert (capability.session_id, capability.practitioner) == (held.id, "Ruth")
    late = START + timedelta(days=7)
    assert opened(open_with_token(token=card.token, pin=PIN, at=late), at=late).session_id is None
    answer(capability)
    assert CheckIn.objects.get().answers == [7] * 4
    again = opened(open_with_token(token=card.token, pin=PIN, at=START))
    assert again.session_id is None
    left = opened(open_with_token(token=card.token, pin=PIN, at=START)).scopes
    assert "check_in" not in left
    assert "promises" in left


def test_after_the_last_meeting_was_answered_an_earlier_one_is_not_asked_about_instead(cast, card):
    make_session(cast, at=START - timedelta(days=3))
    last = make_session(cast)
    first_visit = opened(open_with_code(code=card.code, pin=PIN, at=START))
    assert (first_visit.session_id, first_visit.met_at) == (last.id, last.planned_at)
    answer(first_visit)
    assert opened(open_with_code(code=card.code, pin=PIN, at=START)).session_id is None


def test_a_meeting_that_was_held_before_its_hour_can_be_answered(cast, card):
    early = make_session(cast, at=START + timedelta(hours=6))
    assert opened(open_with_code(code=card.code, pin=PIN, at=START)).session_id == early.id


def test_answers_on_a_phone_leave_the_other_scopes_and_the_device_has_none(cast, ruth, card):
    make_session(cast)
    secret = open_with_token(token=card.token, pin=PIN, at=START)
    answer(opened(secret))
    assert "promises" in opened(secret).scopes
    device = opened(hand_over(session_id=CheckIn.objects.get().session_id, by=ruth, at=START))
    assert device.scopes == {"check_in", "tell_someone"}


def test_a_check_in_begun_at_home_is_nowhere_until_it_is_sent_and_offering_it_later_looks_the_same(cast, ruth, card):
    held = make_session(cast)
    secret = open_with_token(token=card.token, pin=PIN, at=START)
    capability = opened(secret)
    item = load_definition(CHECK_IN).items[0].id
    answer_question(capability=capability, item_id=item, answer=1, by=actor_for_capability(capability), at=START)
    assert not CheckIn.objects.exists()
    end_capability(capability_id=capability.id, at=START)
    assert not CheckIn.objects.exists()
    answer(opened(open_with_token(token=card.token, pin=PIN, at=START)), audience="supervisor")
    assert CheckIn.objects.get().offered_by is None
    later = START + timedelta(hours=1)
    hand_over(session_id=held.id, by=ruth, at=later)
    row = CheckIn.objects.get()
    assert (row.offered_by_id, row.offered_at, row.answers) == (cast.practitioner.id, later, [7] * 4)


def test_the_practitioner_is_told_quietly_of_a_closed_card_until_something_is_set_up_again(cast, ruth, card):
    def notice(at):
        found = get_overview(person_id=cast.person_id, viewer=ruth, at=at).door_notice
        assert get_setting_up(person_id=cast.person_id, viewer=ruth, at=at).notice == found
        return found

    assert notice(START) is None
    for _ in range(5):
        open_with_token(token=card.token, pin=OTHER, at=START + timedelta(hours=1))
    later = START + timedelta(hours=2)
    assert (notice(later).kind, notice(later).set_up_at) == ("card", START)
    supervisor = actor_for(cast.supervisor)
    assert get_overview(person_id=cast.person_id, viewer=supervisor, at=later).door_notice is None
    make_card(person_id=cast.person_id, by=ruth, at=later)
    assert notice(later) is None


def test_staff_cannot_see_whether_or_when_a_link_was_used(cast, ruth, card):
    link = make_link(person_id=cast.person_id, by=ruth, at=START)
    before = get_setting_up(person_id=cast.person_id, viewer=ruth, at=START).doors
    open_with_token(token=link, pin=PIN, at=START + timedelta(minutes=1))
    open_with_token(token=card.token, pin=PIN, at=START + timedelta(minutes=1))
    assert get_setting_up(person_id=cast.person_id, viewer=ruth, at=START).doors == before


def test_when_a_person_came_to_their_own_side_is_not_in_who_has_looked(cast, ruth, card):
    from alongside.casework.who_has_looked.queries import get_who_has_looked

    open_with_token(token=card.token, pin=PIN, at=START)
    assert Entry.objects.filter(relation="self", object_type="my_side", action="opened").count() == 1
    shown = get_who_has_looked(person_id=cast.person_id, viewer=ruth, at=START)
    assert "Somebody else" not in {line.seen_as for line in shown.lines}


def test_a_person_of_an_import_that_is_not_published_opens_nothing(cast, card):
    from alongside.records.models import ImportBatch, Person

    batch = ImportBatch.objects.create(
        kind="people", file_format="csv", uploaded_by=cast.administrator, uploaded_at=START
    )
    Person.objects.update(import_batch=batch)
    assert open_with_token(token=card.token, pin=PIN, at=START) is None
    assert not Capability.objects.filter(kind="own").exists()
