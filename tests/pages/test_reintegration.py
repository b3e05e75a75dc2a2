"""The pages of the pathways and of the people to call."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.reintegration.operations import put_milestone, put_tie, say_pictures
from alongside.casework.reintegration.queries import get_reintegration
from alongside.domain.reintegration import Milestone, Pathway, Pictures, State, Tie
from tests.cast import START

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
BED, NAN = UUID(int=1), UUID(int=2)


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def about(cast):
    return {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}


@pytest.fixture
def begun(about):
    bed = Milestone(BED, Pathway.HOME, "A tenancy of my own", TODAY - DAY, "The housing officer")
    put_milestone(milestone=bed, **about)
    put_tie(tie=Tie(NAN, "Nan", "01632 960001", "When I cannot sleep"), **about)


@pytest.fixture
def whole(cast):
    viewer = actor_for(cast.practitioner)
    return lambda: get_reintegration(person_id=cast.person_id, viewer=viewer, at=START).whole


def address(cast, name, *more):
    return reverse(name, args=[cast.person_id, *more])


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_pathway_is_written_from_empty_to_in_place(cast, ruth, whole):
    empty = text_of(ruth.get(address(cast, "pathways")))
    assert "Nothing is written yet." in empty
    assert "Nobody is on the list yet." in empty
    assert "Print on one page" not in empty
    home = address(cast, "pathway", "home")
    ruth.post(home, {"do": "pictures", "seen": 0, "before": "Hostel", "now": "Dean’s sofa", "aimed": ""})
    sent = {"do": "add", "sent": str(BED), "milestone_seen": 1, "words": "A tenancy", "helper": "The housing officer"}
    day = TODAY - DAY
    sent |= {"for_on_day": day.day, "for_on_month": day.month, "for_on_year": day.year}
    assert ruth.post(home, sent).status_code == 302
    shown = text_of(ruth.get(address(cast, "pathways")))
    for said in ("“Dean’s sofa”", "A tenancy", "The housing officer", "gone by", "Not yet"):
        assert said in shown
    marked = {"do": "mark", "state": "in_place", "because": "", "state_seen": 2}
    ruth.post(address(cast, "milestone", "home", BED), marked)
    assert whole().find(BED).state is State.IN_PLACE
    assert "In place" in text_of(ruth.get(address(cast, "pathways")))


def test_what_is_wrong_is_said_in_place_and_what_was_typed_is_kept(cast, ruth, begun):
    home, bed = address(cast, "pathway", "home"), address(cast, "milestone", "home", BED)
    for where, sent, said in (
        (home, {"do": "pictures", "seen": 2, "now": "x" * 30_000}, "Write 600 characters or fewer"),
        (
            home,
            {"do": "add", "sent": str(UUID(int=7)), "milestone_seen": 2, "words": ""},
            "Write what will be in place",
        ),
        (bed, {"do": "mark", "state": "not_needed", "because": " ", "state_seen": 2}, "why it is not needed any more"),
        (address(cast, "ties"), {"sent": str(UUID(int=7)), "seen": 2, "who": ""}, "Write who it is"),
        (
            address(cast, "ties"),
            {"sent": str(UUID(int=7)), "seen": 2, "who": "y" * 200},
            "Write 120 characters or fewer",
        ),
        (address(cast, "tie", NAN), {"do": "let_go", "because": ""}, "Write why, in a few words"),
    ):
        answer = ruth.post(where, sent)
        assert answer.status_code == 200
        assert "There is a problem" in text_of(answer)
        assert said in text_of(answer)
        assert all(str(value) in text_of(answer) for value in sent.values() if len(str(value)) > 100)


def test_who_sends_too_late_reads_what_stands_and_can_keep_their_own(cast, ruth, begun, about, whole):
    say_pictures(pathway=Pathway.HOME, said=Pictures(now="Theirs"), seen=2, **about)
    sent = {"do": "pictures", "seen": 2, "now": "Mine"}
    answer = ruth.post(address(cast, "pathway", "home"), sent)
    for said in ("Somebody else changed these words meanwhile", "Theirs", "Mine", 'name="seen" value="3"'):
        assert said in text_of(answer)
    ruth.post(address(cast, "pathway", "home"), sent | {"seen": 3})
    assert whole().picture_of(Pathway.HOME).now == "Mine"
    late = {"do": "change", "sent": str(NAN), "seen": 0, "who": "Gran"}
    assert "Somebody else changed this meanwhile" in text_of(ruth.post(address(cast, "tie", NAN), late))
    late = {"do": "mark", "state": "in_place", "state_seen": 0}
    assert "Somebody else changed this meanwhile" in text_of(ruth.post(address(cast, "milestone", "home", BED), late))


def test_somebody_is_put_on_the_list_let_go_and_taken_up_again(cast, ruth, begun, whole):
    ruth.post(address(cast, "ties"), {"sent": str(UUID(int=7)), "seen": 2, "who": "The lads at the gym"})
    ruth.post(address(cast, "tie", NAN), {"do": "let_go", "because": "She moved to Spain"})
    shown = text_of(ruth.get(address(cast, "ties")))
    assert "On the list no more" in shown
    assert "She moved to Spain" in shown
    card = text_of(ruth.get(address(cast, "print_ties")))
    assert "The lads at the gym" in card
    assert "01632 960001" not in card
    ruth.post(address(cast, "tie", NAN), {"do": "again"})
    ruth.post(address(cast, "tie", NAN), {"do": "change", "sent": str(NAN), "seen": 5, "who": "Gran"})
    assert [tie.who for tie in whole().kept_ties] == ["Gran", "The lads at the gym"]


def test_paper_and_the_turned_screen_show_what_is_written_and_the_card_says_nothing_of_where_it_comes_from(
    cast, ruth, begun
):
    for name in ("print_pathways", "turn_pathways"):
        shown = text_of(ruth.get(address(cast, name)))
        assert "A tenancy of my own" in shown
        assert "Nan" in shown
    assert "Ruth" not in text_of(ruth.get(address(cast, "turn_pathways")))
    card = text_of(ruth.get(address(cast, "print_ties")))
    inside = card[card.index('class="app-call-card"') : card.index("</div>", card.index('class="app-call-card"'))]
    assert "01632 960001" in inside
    assert not re.search("Tomos|Alongside|robation", inside)


def test_the_history_tells_who_changed_what_and_an_odd_page_number_is_the_first(cast, ruth, begun):
    for page in ("1", "99", "x", "٣", ""):
        shown = text_of(ruth.get(address(cast, "pathways_history") + f"?page={page}"))
        assert "A milestone of Home:" in shown
        assert "Typed by Ruth Adeyemi" in shown


def test_what_is_not_there_is_not_found(cast, ruth, begun):
    for where in (
        address(cast, "pathway", "moon"),
        address(cast, "milestone", "work", BED),
        address(cast, "milestone", "home", NAN),
        address(cast, "tie", BED),
    ):
        assert ruth.get(where).status_code == 404
    other = {"do": "change", "sent": str(UUID(int=9)), "milestone_seen": 2, "words": "Another"}
    assert ruth.post(address(cast, "milestone", "home", BED), other).status_code == 404


def test_a_supervisor_reads_and_has_nothing_to_write_with(cast, sign_in, begun):
    supervisor = sign_in(cast.supervisor)
    for where in (address(cast, "pathways"), address(cast, "pathway", "home"), address(cast, "ties")):
        shown = text_of(supervisor.get(where))
        assert '<form method="post" action="#' not in shown
        assert address(cast, "milestone", "home", BED) not in shown
