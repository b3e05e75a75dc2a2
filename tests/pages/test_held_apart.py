"""Holding apart on the pages of staff: written down, decided, opened with a reason, told before it ends, and printed."""

import html
import re

import pytest

from alongside.access.actors import actor_for
from alongside.casework.sessions.notes.finishing import finish_note
from alongside.domain.held_apart import Ground
from alongside.ledger.models import Entry
from alongside.records.models import Correction, ErasureRequest, HoldApart, HoldOpening, Note
from tests.cast import START
from tests.meetings import meet
from tests.noted import noted

pytestmark = pytest.mark.django_db
WORDS = "It says that I shouted. I did not."
SHOUTED = "They shouted at the desk."
ASK = {"ground": "accuracy", "words": WORDS, "came_by": "meeting"}
TOLD = {"told_how": "spoken", "told_on_day": "4", "told_on_month": "5", "told_on_year": "2026"}


def text(response):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def petra(cast, sign_in):
    return sign_in(cast.privacy_officer)


@pytest.fixture
def note(cast):
    session = meet(cast.person_id, cast.practitioner, START.date())
    ruth = actor_for(cast.practitioner)
    return Note.objects.get(id=finish_note(session_id=session.id, typed=noted(SHOUTED), by=ruth, at=START))


@pytest.fixture
def asked(cast, ruth):
    ruth.post(f"/people/{cast.person_id}/held-apart/ask/", ASK)
    return HoldApart.objects.get()


def answer(petra, asked, note=None, **more):
    sent = {"answer": "held", "chosen": [f"Note:{note.id}"] if note else [], "words": "While we look."}
    return petra.post(f"/held-apart/{asked.id}/", sent | more, follow=True)


def test_a_worker_writes_it_down_and_an_officer_finds_it_with_its_clock(cast, ruth, petra):
    page = f"/people/{cast.person_id}/held-apart/"
    assert "Nothing is held apart" in text(ruth.get(page))
    assert "Nobody has asked" in text(petra.get("/held-apart/"))
    sent = text(ruth.post(f"{page}ask/", ASK, follow=True))
    assert "A privacy officer answers it within a month" in sent
    assert "Answer by 4 June 2026" in sent
    listed = text(petra.get("/held-apart/"))
    assert "Tomos Bevan They say it is not accurate" in listed
    assert "The answer is due by 4 June 2026" in listed
    assert "Answer a request to hold something apart" in text(petra.get("/clocks/"))
    assert "In a meeting or by phone, 4 May 2026. Written down by Ruth Adeyemi." in text(
        petra.get(f"/held-apart/{HoldApart.objects.get().id}/")
    )


def test_nothing_said_is_said_at_the_field_and_what_was_typed_stays(cast, ruth, petra, note):
    page = text(ruth.post(f"/people/{cast.person_id}/held-apart/ask/", ASK | {"words": "x" * 2_001, "ground": ""}))
    assert "Choose why they ask" in page
    assert "Use 2,000 letters or fewer" in page
    assert "x" * 2_001 in page
    assert not HoldApart.objects.exists()
    ruth.post(f"/people/{cast.person_id}/held-apart/ask/", ASK)
    asked = HoldApart.objects.get()
    assert "Choose what is held apart" in text(answer(petra, asked, words="Because it is so."))
    page = text(answer(petra, asked, note, words=""))
    assert "Write why. They read it" in page
    assert (
        f'value="Note:{note.id}" checked'
        in petra.post(f"/held-apart/{asked.id}/", {"answer": "held", "chosen": [f"Note:{note.id}"]}).content.decode()
    )
    assert Note.objects.exists()


def test_what_is_held_apart_leaves_one_sentence_where_it_stood(cast, ruth, petra, note, asked):
    session = f"/sessions/{note.session_id}/"
    assert SHOUTED in text(ruth.get(session))
    said = text(answer(petra, asked, note))
    assert "Held apart since 4 May 2026" in said
    assert SHOUTED not in said
    page = text(ruth.get(session))
    assert SHOUTED not in page
    assert "A note about this session is held apart since 4 May 2026" in page
    listed = text(ruth.get(f"/people/{cast.person_id}/held-apart/"))
    assert "A note of a meeting, 4 May 2026 Held apart since 4 May 2026. What it says is not shown here." in listed


def test_it_is_opened_once_with_a_reason_that_is_kept(cast, petra, note, asked):
    answer(petra, asked, note)
    path = f"/held-apart/{asked.id}/open/Note/{note.id}/"
    assert SHOUTED not in text(petra.get(path))
    nothing = text(petra.post(path, {"purpose": "claim", "reason": ""}))
    assert "Write the reason" in nothing
    assert SHOUTED not in nothing
    assert SHOUTED in text(petra.post(path, {"purpose": "claim", "reason": "Their solicitor asked."}))
    assert SHOUTED not in text(petra.get(path))
    page = text(petra.get(f"/held-apart/{asked.id}/"))
    assert "For a legal claim Their solicitor asked. Petra Lund" in page
    assert HoldOpening.objects.get().purpose == "claim"
    assert Entry.objects.filter(reason_code="claim").count() == 1


def test_something_can_be_looked_at_before_it_is_decided_and_only_of_what_can_be_chosen(cast, petra, note, asked):
    page = petra.get(f"/held-apart/{asked.id}/").content.decode()
    path = f"/held-apart/{asked.id}/open/Note/{note.id}/"
    assert path in page
    assert SHOUTED in text(petra.post(path, {"purpose": "handling", "reason": "To decide."}))
    assert petra.get(f"/held-apart/{asked.id}/open/Person/{cast.person_id}/").status_code == 404
    assert petra.get(f"/held-apart/{asked.id}/open/CheckIn/{note.id}/").status_code == 404


def test_it_ends_only_after_the_person_was_told_and_is_back_as_it_was(cast, ruth, petra, note, asked):
    ruth.get("/caseload/")  # where the message of the request is shown
    before = ruth.get(f"/sessions/{note.session_id}/").content
    answer(petra, asked, note)
    page, path = f"/held-apart/{asked.id}/", f"/sessions/{note.session_id}/"
    assert "Enter the day on which they were told" in text(petra.post(page, {"because": "It was right."}))
    early = text(petra.post(page, TOLD | {"told_on_day": "3", "because": "It was right."}))
    assert "They are told before it ends" in early
    assert "It was right." in early
    assert SHOUTED not in text(ruth.get(path))
    done = text(petra.post(page, TOLD | {"because": "It was right."}, follow=True))
    assert "It is in use again, as it was." in done
    assert "Tomos was told on 4 May 2026: said to them It was right. Petra Lund" in done
    token = re.compile(rb'(csrfmiddlewaretoken" value="|name="(?:tab|form_id)" value="|"token": ")[^"]+')
    assert token.sub(b"", ruth.get(path).content) == token.sub(b"", before)
    assert "Held apart since" not in text(petra.get(page))


def test_a_refusal_is_said_with_its_reason_and_holds_nothing(cast, petra, note, asked):
    page = text(answer(petra, asked, answer="refused", words="A court wrote it."))
    assert "Not held apart A court wrote it." in page
    assert Note.objects.exists()
    assert "Somebody has done this already" not in page


@pytest.mark.parametrize(("state", "said"), [
    ("asked", "You get an answer by 4 June 2026"),
    ("refused", "We do not hold it apart A court wrote it."),
    ("held", "It is kept, and nobody uses it. We tell you before that ends."),
    ("lifted", "It is used again from 4 May 2026 It was right."),
])  # fmt: skip
def test_the_letter_says_where_it_stands_and_not_who_works_here(cast, petra, note, asked, state, said):
    if state == "refused":
        answer(petra, asked, answer="refused", words="A court wrote it.")
    elif state != "asked":
        answer(petra, asked, note)
    if state == "lifted":
        petra.post(f"/held-apart/{asked.id}/", TOLD | {"because": "It was right."})
    page = text(petra.get(f"/held-apart/{asked.id}/print/"))
    assert said in page
    assert WORDS in page
    assert "Ruth" not in page


def test_a_request_about_what_is_not_right_comes_with_it(cast, ruth, petra):
    correction = Correction.objects.create(person_id=cast.person_id, about="words", asked_at=START, due_on=START.date())
    page = ruth.get(f"/corrections/{correction.id}/").content.decode()
    path = f"/people/{cast.person_id}/held-apart/ask/?correction={correction.id}"
    assert path in page
    assert 'value="accuracy" checked' in ruth.get(path).content.decode()
    ruth.post(path, ASK)
    hold = HoldApart.objects.get()
    assert hold.correction == correction
    assert "Tomos also asked to have it put right" in text(petra.get(f"/held-apart/{hold.id}/"))
    assert ruth.get(f"/people/{cast.person_id}/held-apart/ask/?correction=no-id").status_code == 200


def test_a_legal_claim_is_said_to_whoever_answers_a_request_to_be_erased(cast, ruth, petra, note):
    wish = ErasureRequest.objects.create(
        person_id=cast.person_id, asked_on=START.date(), asked_at=START, due_on=START.date()
    )
    page = f"/retention/requests/{wish.id}/"
    ruth.post(f"/people/{cast.person_id}/held-apart/ask/", ASK | {"ground": Ground.CLAIM.value})
    answer(petra, HoldApart.objects.get(), note)
    assert "Tomos needs it for a legal claim" in text(petra.get(page))
    assert "because the person needs it for a legal claim" in text(petra.get(f"/retention/people/{cast.person_id}/"))
