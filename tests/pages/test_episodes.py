"""The pages about a strain: what somebody at a desk would notice, and what nobody else would."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.access.standings import day_of
from alongside.casework.episodes.operations import Outcome, close_strain, name_strain, talk_about_strain, try_repair
from alongside.casework.episodes.sharing import share_strain
from alongside.casework.people.operations import PersonFacts, add_person
from alongside.casework.people.sealing import PersonName
from alongside.domain.people.kinds import Jurisdiction
from alongside.domain.strains import Help
from alongside.records.models import Episode, EpisodeStep, HelpAnswer, Session
from tests.cast import START
from tests.strain_story import NEXT_DAY, check_in, make_dip, meet, person_says

pytestmark = pytest.mark.django_db
DAY = day_of(NEXT_DAY)
ON = {"happened_on_day": str(DAY.day), "happened_on_month": str(DAY.month), "happened_on_year": str(DAY.year)}
CANARY = "CANARY-7f3"
NAMED_WORDS = ["alert", "risk", "withdrawal", "non-compliance", "reactance", "ceiling"]


@pytest.fixture(autouse=True)
def next_day(set_clock) -> None:
    """Every test looks on the day after the dip. A session signed in earlier would have ended by itself."""
    set_clock(NEXT_DAY)


@pytest.fixture
def ruth(cast, next_day, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def marian(cast, next_day, sign_in):
    return sign_in(cast.supervisor)


@pytest.fixture
def strain(cast) -> Episode:
    """A strain with a canary in everything that was written about it."""
    episode = make_dip(cast)
    by = actor_for(cast.practitioner)
    talk_about_strain(episode_id=episode.id, happened_on=DAY, words=f"{CANARY} talked", by=by, at=NEXT_DAY)
    try_repair(episode_id=episode.id, happened_on=DAY, words=f"{CANARY} tried", by=by, at=NEXT_DAY)
    return episode


def at(name: str, thing) -> str:
    return reverse(name, args=[thing.id])


def text_of(response) -> str:
    """The words of a page, without its tags."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").split())


def share(cast, strain) -> None:
    share_strain(episode_id=strain.id, person_was_told=True, by=actor_for(cast.practitioner), at=NEXT_DAY)


def test_the_page_says_why_in_the_persons_own_numbers_and_what_to_do(ruth, strain):
    page = text_of(ruth.get(at("strain", strain)))
    for said in (
        "Something may be wrong between you and Tomos",
        "Only you can see this",
        "Tomos's last check-in was 3.5. With you they have usually answered between 5.8 and 9.",
        "A way to open it",
        "Hear it",
        f"{CANARY} tried",
        "Did that help?",
    ):
        assert said in page
    assert not any(word in page.lower() for word in NAMED_WORDS)


def test_there_is_another_way_to_say_it_and_nonsense_is_the_first(ruth, strain):
    first, second = (text_of(ruth.get(at("strain", strain) + f"?way={way}")) for way in ("1", "2"))
    assert "I have a feeling that something is not right" in first
    assert "I may have got something wrong" in second
    for nonsense in ("0", "99", "<script>", ""):
        assert text_of(ruth.get(at("strain", strain) + f"?way={nonsense}")) == first


def test_nobody_else_finds_the_page_or_a_word_of_it(cast, sign_in, strain):
    absent = sign_in(cast.colleague).get(reverse("strain", args=[cast.person_id])).content
    for part, user in cast.staff().items():
        if part == "practitioner":
            continue
        for name in ("strain", "close_strain", "share_strain", "talk_about_strain", "try_repair"):
            answer = sign_in(user).get(at(name, strain))
            assert answer.status_code == 404, (part, name)
            assert CANARY not in answer.content.decode()
            if part == "colleague":
                assert answer.content == absent


def test_a_supervisor_reads_what_was_shared_without_any_answer_and_cannot_write(cast, marian, strain):
    share(cast, strain)
    page = text_of(marian.get(at("strain", strain)))
    assert "Something may be wrong between Ruth and Tomos" in page
    assert f"{CANARY} tried" in page
    for hidden in ("3.5", "5.8", "A way to open it", "Close this strain", "It was not a strain", "Save my answer"):
        assert hidden not in page
    for name in ("close_strain", "share_strain", "talk_about_strain", "try_repair"):
        assert marian.get(at(name, strain)).status_code == 404
    for name in ("not_a_strain", "unshare_strain", "reopen_strain", "answer_help"):
        assert marian.post(at(name, strain), {"answer": "helped"}).status_code == 404
    strain.refresh_from_db()
    assert (strain.closed_at, strain.shared_at) == (None, NEXT_DAY)


def test_a_supervisors_page_of_the_person_leads_to_what_was_shared_and_shows_no_answer(cast, marian, strain):
    path = reverse("person", args=[cast.person_id])
    assert at("strain", strain) not in marian.get(path).content.decode()
    share(cast, strain)
    page = marian.get(path)
    assert at("strain", strain) in page.content.decode()
    assert not any(number in text_of(page) for number in ("3.5", "5.8"))


def test_everybody_but_worker_and_supervisor_finds_nothing_of_a_shared_strain_either(cast, sign_in, strain):
    share(cast, strain)
    for user in (cast.cover, cast.excluded, cast.colleague, cast.stranger, cast.privacy_officer, cast.evaluator):
        answer = sign_in(user).get(at("strain", strain))
        assert answer.status_code == 404
        assert CANARY not in answer.content.decode()


def test_a_step_is_written_down_with_its_day_and_words(ruth, strain):
    answer = ruth.post(at("try_repair", strain), ON | {"words": "I rang first."})
    assert answer.headers["Location"] == at("strain", strain)
    assert "I rang first." in text_of(ruth.get(answer.headers["Location"]))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"happened_on_day": str(DAY.day + 1)}, "That day has not come yet"),
        ({"happened_on_year": "2020"}, "The two began to work together on 4 May 2026"),
        ({"happened_on_month": ""}, "The date needs a month"),
    ],
)
def test_a_wrong_day_is_said_at_the_field_and_every_word_is_kept(ruth, strain, changed, said):
    before = EpisodeStep.objects.count()
    answer = ruth.post(at("talk_about_strain", strain), ON | changed | {"words": "What I had typed."})
    page = text_of(answer)
    assert page.count(said) == 2  # in the summary and at the field
    assert "What I had typed." in page
    assert "<title>Error: " in answer.content.decode()
    assert EpisodeStep.objects.count() == before


def test_a_step_on_a_strain_closed_in_another_tab_keeps_what_was_typed(cast, ruth, strain):
    close_strain(episode_id=strain.id, outcome=Outcome.PARTLY, by=actor_for(cast.practitioner), at=NEXT_DAY)
    page = text_of(ruth.post(at("try_repair", strain), ON | {"words": "What I had typed."}))
    assert "This strain was closed on 9 June 2026" in page
    assert "What I had typed." in page


def test_neither_answer_is_on_the_page_before_both_are(cast, ruth, strain):
    before = text_of(ruth.get(at("strain", strain)))
    person_says(cast, Help.WORSE, NEXT_DAY)
    assert text_of(ruth.get(at("strain", strain))) == before
    ruth.post(at("answer_help", strain), {"answer": "helped"})
    after = text_of(ruth.get(at("strain", strain)))
    assert "It made it worse" in after
    assert "Save my answer" not in after


def test_the_practitioners_answer_waits_for_the_persons(cast, ruth, strain):
    ruth.post(at("answer_help", strain), {"answer": "not_really"})
    page = text_of(ruth.get(at("strain", strain)))
    assert "You have answered. Both answers are shown when both are there." in page
    assert "Not really" not in page
    assert HelpAnswer.objects.get().answer == "not_really"


def test_saving_no_answer_says_what_to_do(ruth, strain):
    page = text_of(ruth.post(at("answer_help", strain), {}))
    assert page.count("Choose the answer that is nearest") == 2


def test_closing_can_be_undone_for_ten_minutes(ruth, strain, set_clock):
    ruth.post(at("close_strain", strain), {"outcome": "partly"})
    page = text_of(ruth.get(at("strain", strain)))
    assert "Partly repaired" in page
    assert "Undo" in page
    ruth.post(at("reopen_strain", strain))
    assert "Open since 8 June 2026" in text_of(ruth.get(at("strain", strain)))
    ruth.post(at("not_a_strain", strain))
    set_clock(NEXT_DAY + timedelta(minutes=11))
    assert "Undo" not in text_of(ruth.get(at("strain", strain)))
    assert "too late to undo" in text_of(ruth.post(at("reopen_strain", strain), follow=True))


def test_closing_asks_how(ruth, strain):
    assert text_of(ruth.post(at("close_strain", strain), {})).count("Choose how you leave it") == 2


def test_sharing_says_who_will_see_it_and_waits_until_the_person_was_told(ruth, strain):
    page = text_of(ruth.get(at("share_strain", strain)))
    assert "I have told Tomos that Marian Ellis will see it" in page
    assert text_of(ruth.post(at("share_strain", strain), {})).count("Tell Tomos first. Then tick that you have") == 2
    strain.refresh_from_db()
    assert strain.shared_at is None
    ruth.post(at("share_strain", strain), {"told": "on"})
    assert "You and Marian Ellis can see this" in text_of(ruth.get(at("strain", strain)))
    ruth.post(at("unshare_strain", strain))
    assert "Only you can see this" in text_of(ruth.get(at("strain", strain)))


def test_a_strain_is_named_in_a_line(cast, ruth):
    path = reverse("name_strain", args=[cast.person_id])
    assert text_of(ruth.post(path, {"words": " "})).count("Write a line about what happened") == 2
    page = text_of(ruth.post(path, {"words": "I was short with them."}, follow=True))
    assert "A strain between you and Tomos" in page
    assert "I was short with them." in page


def test_naming_a_second_strain_leads_to_the_open_one_and_keeps_the_words(cast, ruth, strain):
    path = reverse("name_strain", args=[cast.person_id])
    assert at("strain", strain) in ruth.get(path).content.decode()
    answer = ruth.post(path, {"words": "What I had typed."})
    assert "A strain is open already" in text_of(answer)
    assert "What I had typed." in text_of(answer)


def test_a_line_that_is_too_long_is_kept(cast, ruth):
    page = text_of(ruth.post(reverse("name_strain", args=[cast.person_id]), {"words": "long " * 100}))
    assert page.count("Write it in 300 characters or fewer") == 2
    assert "long long" in page


def test_the_list_says_what_is_open_or_what_will_be_here(cast, ruth, marian):
    assert "No strain is open" in text_of(ruth.get("/strains/"))
    assert "Nothing is shared with you" in text_of(marian.get("/strains/shared/"))
    episode = make_dip(cast)
    mine = text_of(ruth.get("/strains/"))
    assert "Tomos Bevan Since 8 June 2026 Not talked about yet" in mine
    assert "3.5" not in mine
    assert "Nothing is shared with you" in text_of(marian.get("/strains/shared/"))
    share(cast, episode)
    assert "Tomos Bevan Since 8 June 2026, with Ruth Adeyemi" in text_of(marian.get("/strains/shared/"))


def test_no_address_or_title_carries_a_name_or_a_word_of_anybody(ruth, strain):
    for name in ("strain", "close_strain", "share_strain", "try_repair"):
        page = ruth.get(at(name, strain)).content.decode()
        title = page.split("<title>")[1].split("</title>")[0]
        assert "Tomos" not in title
        assert not re.findall(r'href="[^"]*(?:Tomos|Bevan|CANARY)', page)


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_the_page_takes_as_many_queries_whatever_lies_behind_it(cast, ruth, strain):
    before = queries(ruth, at("strain", strain))
    for days in range(1, 6):
        check_in(meet(cast.practitioner, cast.person_id, NEXT_DAY - timedelta(days=days)), 7)
        by = actor_for(cast.practitioner)
        try_repair(episode_id=strain.id, happened_on=DAY, words=f"{days}", by=by, at=NEXT_DAY)
    assert queries(ruth, at("strain", strain)) == before
    assert before == 18
    assert Session.objects.count() == 11


def test_the_lists_take_as_many_queries_whatever_their_length(cast, ruth):
    by = actor_for(cast.practitioner)
    name_strain(person_id=cast.person_id, words="x", by=by, at=START)
    before = queries(ruth, "/strains/")
    for number in range(5):
        facts = PersonFacts(PersonName(f"P{number}", "Q"), None, Jurisdiction.SCOTLAND)
        name_strain(person_id=add_person(facts=facts, by=by, at=START), words="x", by=by, at=START)
    assert queries(ruth, "/strains/") == before
    assert before == 7
