"""Help on this page: every page has some, it says nothing of anybody, and it leads back to where one was."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from alongside.pages.help.topics import HelpBroken, find_topic, find_topic_of, list_topics, read_topic
from alongside.pages.help.views import way_back
from alongside.pages.policy import Policy, declared_policy
from tests.access.browsers import browser_of, path_of, sign_everybody_in
from tests.access.pages_for_whom import PAGES, STAFF
from tests.access.world import make_world
from tests.addresses import every_address

# Addresses of staff that never show a page of their own, and the one page that both people look at together.
WITHOUT_HELP = {
    "home": "leads on", "form_token": "a token", "import_template": "a file", "import_problems": "a file",
    "access_copy_file": "a file", "reach_file": "a file",
    "turn_screen": "the person looks at it too", "turn_map": "the person looks at it too", "turn_plan": "the person looks at it too",
    "turn_pathways": "the person looks at it too", "turn_ending": "the person looks at it too",
    "turn_exercise": "the person looks at it too", "turn_skills": "the person looks at it too",
    "turn_first_contact": "the person looks at it too", "turned_assessment": "the person looks at it too",
    "offer_figures": "the person looks at it too", "figures_together": "the person looks at it too",
    "other_figures_together": "the person looks at it too", "say_line_wrong": "the person looks at it too",
}  # fmt: skip
FOR_STAFF = [a for a in every_address() if declared_policy(a.view) in {Policy.STAFF, Policy.SIGN_IN}]
NEVER_ON_SCREEN = re.compile(
    r"\b(alert|reactance|ceiling|non-compliance|drop-out|he|she|his|her|him|hers)\b|[;!]", re.I
)


def test_every_page_for_staff_has_a_topic():
    missing = [a.name for a in FOR_STAFF if find_topic_of(a.name) is None and a.name not in WITHOUT_HELP]
    assert missing == [], "put each into pages of a file in alongside/pages/help/topics"


def test_every_topic_is_about_pages_that_exist():
    names = {address.name for address in FOR_STAFF}
    assert {page for topic in list_topics().values() for page in topic.pages} <= names
    assert set(WITHOUT_HELP) <= names


@pytest.mark.django_db
def test_every_page_that_opens_for_somebody_links_to_its_own_help(cast):
    world = make_world(cast)
    sign_everybody_in(world)
    asked = 0
    for address in FOR_STAFF:
        # Whoever works with the person first: a page may lead others back to where there is something for them.
        readers = sorted(PAGES[address.name].get & STAFF, key=lambda part: (part != "practitioner", part))
        if address.name in WITHOUT_HELP or not readers or declared_policy(address.view) is Policy.SIGN_IN:
            continue
        page = browser_of(readers[0], world).get(path_of(address, world)).content.decode()
        topic = find_topic_of(address.name)
        assert topic
        assert f'href="{reverse("help_page", args=[topic.name])}?from=' in page, address.name
        asked += 1
    assert asked > 50


@pytest.mark.django_db
@pytest.mark.parametrize("topic", sorted(list_topics()))
def test_a_topic_reads_in_plain_words_for_anybody_and_asks_the_database_nothing(topic, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = Client().get(f"/help/{topic}/")
    found, page = find_topic(topic), response.content.decode()
    assert found
    assert response.status_code == 200
    for text in (found.title, *found.purpose, *found.can_do, *found.who_sees, *found.if_odd):
        assert text in page
        assert not NEVER_ON_SCREEN.search(text), text


@pytest.mark.django_db
def test_an_unknown_topic_is_the_one_page_for_what_is_not_here(client):
    unknown, absent = client.get("/help/no-such-topic/"), client.get("/nothing-at-all/")
    assert (unknown.status_code, unknown.content) == (404, absent.content)


@pytest.mark.django_db
def test_help_leads_back_to_the_page_with_what_was_chosen(cast, sign_in):
    browser = sign_in(cast.practitioner)
    page = browser.get("/caseload/?show=today&sort=name").content.decode()
    href = re.search(r'href="(/help/caseload/[^"]+)"', page)
    assert href
    assert 'href="/caseload/?show=today&amp;sort=name"' in browser.get(href.group(1)).content.decode()


@pytest.mark.django_db
def test_help_on_the_answer_to_a_form_leads_to_no_page_that_cannot_be_asked_for(cast, sign_in):
    page = sign_in(cast.practitioner).post("/people/add/", {}).content.decode()
    assert 'href="/help/adding-people/"' in page


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/caseload/", "//evil.example/caseload/", "///caseload/", "/\\evil.example", "\\\\evil.example",
        "javascript:alert(1)", "/caseload", "caseload/", "/today/", "/\t/evil.example/caseload/", "http:///caseload/",
        "//[", "", "/caseload/../accounts/logout/", "/help/caseload/",
    ],
)  # fmt: skip
def test_nothing_but_a_page_of_the_topic_is_led_back_to(address, client):
    topic = find_topic("caseload")
    assert topic
    back = way_back(address, topic)
    assert back in {"", "/caseload/"}
    assert not back.startswith("//")


@pytest.mark.django_db
def test_a_way_back_to_another_host_is_not_written(client):
    page = client.get(f"/help/caseload/?from={quote('https://evil.example/caseload/')}").content.decode()
    assert "evil.example" not in page
    assert 'href="/"' in page


@pytest.mark.parametrize("text", ["", 'title = "A"', 'title = ""\npages = ["a"]', "surprise = 1"])
def test_a_file_that_says_too_little_is_refused(text):
    with pytest.raises(HelpBroken):
        read_topic("broken", text)
