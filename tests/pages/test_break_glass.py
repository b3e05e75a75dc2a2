"""In an emergency: one answer whoever is asked for, nothing opened without the role, and everybody told who must be."""

from datetime import date, timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.casework.break_glass.operations import Whom, break_glass
from alongside.domain.break_glass import Reason
from alongside.ledger.models import Entry
from alongside.records.models import BrokenGlass, Conflict
from tests.access.browsers import comparable, nothing_stays
from tests.cast import START
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
TOMOS = {
    "given_names": "Tomos",
    "family_name": "Bevan",
    "born_on_day": "1",
    "born_on_month": "3",
    "born_on_year": "1999",
}
NOBODY = TOMOS | {"given_names": "Nobody"}
WHY = {"reason": "crisis", "words": "He rang from the bridge"}


def text_of(response):
    return response.content.decode()


def test_a_name_is_answered_alike_whether_or_not_they_are_here(cast, sign_in):
    for user in (cast.colleague, cast.excluded, cast.practitioner):
        client, answers = sign_in(user), []
        for whom in (TOMOS, NOBODY):
            with nothing_stays():
                status, headers, body = comparable(client.post("/emergency/", whom))
                answers.append((status, headers, body.replace(whom["given_names"].encode(), b"")))
        assert answers[0] == answers[1]
        assert b"Ask the duty manager" in answers[0][2]


def test_an_excluded_colleague_who_breaks_it_is_answered_as_for_nobody(cast, sign_in):
    Conflict.objects.create(person_id=cast.person_id, user=cast.stranger, blind=b"x" * 32, declared_at=START)
    for user in (cast.excluded, cast.stranger):
        client, answers = sign_in(user), []
        for whom in (TOMOS, NOBODY):
            with nothing_stays():
                answers.append(comparable(client.post("/emergency/open/", whom | WHY)))
        assert answers[0] == answers[1]
        assert b"Nothing was opened" in answers[0][2]


def test_a_colleague_opens_it_reads_it_and_closes_it(cast, sign_in):
    client = sign_in(cast.colleague)
    address = f"/people/{cast.person_id}/"
    assert client.get(address).status_code == 404
    response = client.post("/emergency/open/", TOMOS | WHY, follow=True)
    assert response.redirect_chain[-1][0] == address
    page = text_of(response)
    assert "You opened this record in an emergency" in page
    assert "It closes by itself at 14:30" in page
    assert "What matters to me" in page
    assert "closes at 14:30" in text_of(client.get("/emergency/"))
    client.post(f"/emergency/{BrokenGlass.objects.get().id}/close/")
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("part", ["supervisor", "privacy_officer", "evaluator", "administrator"])
def test_a_form_sent_by_hand_without_the_role_opens_nothing(cast, sign_in, part):
    response = sign_in(cast.staff()[part]).post("/emergency/open/", TOMOS | WHY)
    assert response.status_code == 404
    assert not BrokenGlass.objects.exists()


def test_whoever_signed_in_long_ago_is_asked_again_and_keeps_what_they_typed(cast, sign_in):
    client = sign_in(cast.colleague)
    session = client.session
    for one in session["account_authentication_methods"]:
        one["at"] -= 301
    session.save()
    assert "sign in again (opens in a new tab)" in text_of(client.post("/emergency/", TOMOS))
    page = text_of(client.post("/emergency/open/", TOMOS | WHY))
    assert "You signed in more than five minutes ago" in page
    assert "He rang from the bridge" in page
    assert 'value="Tomos"' in page
    assert not BrokenGlass.objects.exists()


def test_without_a_reason_or_words_nothing_is_opened_and_both_are_asked_for(cast, sign_in):
    page = text_of(sign_in(cast.colleague).post("/emergency/open/", TOMOS))
    assert "Choose what is happening" in page
    assert "Write why it cannot wait" in page
    assert not BrokenGlass.objects.exists()


def smash(cast, user):
    break_glass(
        whom=Whom("Tomos", "Bevan", date(1999, 3, 1)), reason=Reason.CRISIS, words=WHY["words"], signed_in_at=START,
        by=actor_for(user), at=START,
    )  # fmt: skip


def test_everybody_is_told_who_must_be(cast, sign_in):
    smash(cast, cast.colleague)
    told = "record was opened in an emergency by somebody of Cardiff East, today 10:30. A privacy officer reviews it by 6 May 2026."
    ruth = sign_in(cast.practitioner)
    assert told in text_of(ruth.get("/today/"))
    assert told in text_of(ruth.get(f"/people/{cast.person_id}/"))
    assert "Colin" not in text_of(ruth.get("/today/"))
    petra = sign_in(cast.privacy_officer)
    page = text_of(petra.get("/emergencies/"))
    assert "Tomos Bevan" in page
    assert "Opened today 10:30 by Colin Ode, Cardiff East. Open until today 14:30" in page
    assert "Review an emergency opening" in text_of(petra.get("/clocks/"))
    assert "Somebody who opened it in an emergency" in text_of(open_own(give_door(cast)).get("/mine/who-looked/"))


def test_a_review_is_kept_in_words_and_taken_off_the_clocks(cast, sign_in):
    smash(cast, cast.colleague)
    petra, address = sign_in(cast.privacy_officer), f"/emergencies/{BrokenGlass.objects.get().id}/"
    assert WHY["words"] in text_of(petra.get(address))
    assert "Write what you found" in text_of(petra.post(address, {"outcome": " "}))
    petra.post(address, {"outcome": "Nobody else could be reached."})
    assert "Nobody else could be reached." in text_of(petra.get(address))
    assert "No clock is running" in text_of(petra.get("/clocks/"))
    assert "A privacy officer has reviewed it" in text_of(sign_in(cast.practitioner).get("/today/"))


def test_it_is_on_no_list_of_whoever_opened_it(cast, sign_in):
    smash(cast, cast.colleague)
    client = sign_in(cast.colleague)
    for page in ("/today/", "/caseload/", "/strains/", "/cover/", "/emergency/", "/reflections/"):
        assert "Tomos" not in text_of(client.get(page)), page


def test_an_alarm_is_on_the_page_of_the_privacy_officer(cast, sign_in):
    for minutes in range(4):
        smash(cast, cast.colleague)
        BrokenGlass.objects.filter(ended_at=None).update(ended_at=START - timedelta(minutes=minutes))
    page = text_of(sign_in(cast.privacy_officer).get("/emergencies/"))
    assert "Colin Ode opened 4 records in an emergency within seven days" in page
    assert Entry.objects.filter(action="glass_broken").count() == 4
