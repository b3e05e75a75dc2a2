"""Everything a person reads on their side is for readers of eleven or younger.

Measured with the Flesch-Kincaid grade of textstat, which counts words in a sentence and syllables in a word: grade 6 is
an eleven-year-old. It knows nothing of sense, layout or Welsh, and short texts make it jump, so pages under 30 words are
left out. It finds a page that has become hard, it does not show that a page is understood: people do.
"""

import re
from html.parser import HTMLParser

import pytest
import textstat
from django.test import Client

from alongside.domain.my_side import page_words
from alongside.records.models import Episode, User
from tests.cast import START
from tests.pages.my_side import answer_all, make_session, send_to, take_device
from tests.pages.own_door import WRONG, give_door, open_own

pytestmark = pytest.mark.django_db
GRADE, FEWEST_WORDS = 6, 30
BLOCKS = {"h1", "h2", "p", "li", "button", "a", "label", "legend", "summary", "div"}


class MainText(HTMLParser):
    """The words of <main>, each block ended like a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.is_inside = "", False

    def handle_starttag(self, tag, attrs):
        self.is_inside = self.is_inside or tag == "main"

    def handle_endtag(self, tag):
        if tag == "main":
            self.is_inside = False
        if self.is_inside and tag in BLOCKS and self.text.strip() and self.text.strip()[-1] not in ".?!:":
            self.text = f"{self.text.strip()}. "

    def handle_data(self, data):
        if self.is_inside:
            self.text += data


def words_of(response) -> str:
    parser = MainText()
    parser.feed(response.content.decode())
    return re.sub(r"\s+", " ", parser.text).strip()


@pytest.fixture
def texts(cast, sign_in) -> dict[str, str]:
    """Every page of the check-in with its English words."""
    session = make_session(cast)
    Episode.objects.create(
        person_id=cast.person_id, relationship_id=session.relationship_id, source="practitioner", opened_at=START,
        tried_on=START.date(),
    )  # fmt: skip
    device = take_device(sign_in(cast.practitioner), session.id)
    addresses = ["/check-in/", "/check-in/first/", *(f"/check-in/{n}/" for n in range(1, 5)), "/check-in/last/"]
    texts = {address: words_of(device.get(address)) for address in addresses}
    answer_all(device)
    texts["/check-in/who/"] = words_of(device.get("/check-in/who/"))
    for audience in ["worker", "supervisor", "totals"]:
        device.post("/check-in/who/", {"audience": audience})
        texts[f"/check-in/words/ for {audience}"] = words_of(device.get("/check-in/words/"))
    texts["/check-in/tell/"] = words_of(device.get("/check-in/tell/"))
    device.post("/check-in/tell/", {"words": "I am afraid."})
    texts["/check-in/told/"] = words_of(device.get("/check-in/told/"))
    User.objects.filter(id=cast.safeguarding_lead.id).update(is_active=False)
    for page in ("tell", "told"):
        texts[f"/check-in/{page}/ with nobody to read it"] = words_of(device.get(f"/check-in/{page}/"))
    send_to(device, "worker")
    texts["/check-in/thanks/"] = words_of(device.get("/check-in/thanks/"))
    texts["/check-in/closed/"] = words_of(device.get("/check-in/closed/"))
    return texts


def test_each_page_of_thirty_words_or_more_can_be_read_at_eleven(texts):
    long = {address: text for address, text in texts.items() if len(text.split()) >= FEWEST_WORDS}
    grades = {address: round(textstat.flesch_kincaid_grade(text), 1) for address, text in long.items()}
    assert {
        "/check-in/",
        "/check-in/first/",
        "/check-in/who/",
        "/check-in/words/ for worker",
        "/check-in/thanks/",
    } <= set(grades)
    assert {address: grade for address, grade in grades.items() if grade > GRADE} == {}


def test_the_measure_finds_what_is_hard():
    hard = (
        "Practitioners may be required to disclose information where a statutory obligation necessitates communication "
        "with safeguarding authorities, notwithstanding any undertaking of confidentiality previously given to you."
    )
    assert textstat.flesch_kincaid_grade(hard) > GRADE


def test_the_door_and_the_choice_of_a_pin_can_be_read_at_eleven(cast, sign_in):
    door = give_door(cast)
    visitor, phone, device = Client(), open_own(door), sign_in(cast.practitioner)
    device.post(f"/people/{cast.person_id}/my-side/pin/")
    pages = {
        "door": visitor.get(f"/door/{door.token}/"), "wrong": visitor.post(f"/door/{door.token}/", {"pin": WRONG}),
        "code": visitor.get("/door/"), "home": phone.get("/mine/"), "pin": device.get("/mine/pin/"),
        "chosen": visitor.get("/mine/pin/chosen/"),
    }  # fmt: skip
    texts = {name: words_of(page) for name, page in pages.items()} | {
        "card": " ".join(page_words("card", language="en").values())
    }
    long = {name: text for name, text in texts.items() if len(text.split()) >= FEWEST_WORDS}
    grades = {name: round(textstat.flesch_kincaid_grade(text), 1) for name, text in long.items()}
    assert {"door", "wrong", "home", "pin", "card"} <= set(grades)
    assert {name: grade for name, grade in grades.items() if grade > GRADE} == {}
