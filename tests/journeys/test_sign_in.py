"""Signing in with a real browser: a passkey, an app with codes, recovery codes; nothing inline, nothing complained of."""

import base64
import hashlib
import hmac
import os
import struct
import time
from datetime import timedelta

import pytest

from alongside.records.models import User
from tests.cast import START

PASSWORD = "seven lanterns over the estuary"
OWN_PASSWORD = "a quiet harbour before winter"


@pytest.fixture
def somebody(cast) -> User:
    """Ruth, with the one-time password an administrator gave them."""
    user = cast.practitioner
    user.set_password(PASSWORD)
    user.one_time_password_until = START + timedelta(hours=72)
    user.save()
    return user


@pytest.fixture
def shoot():
    """Save a picture of the page where SCREENSHOTS says, at both sizes. Without it nothing is saved."""

    def save(page, name: str) -> None:
        folder = os.environ.get("SCREENSHOTS")
        if not folder:
            return
        for width, height in ((1280, 900), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})

    return save


def code_of(secret: str, steps_from_now: int = 0) -> str:
    """Return the code an app shows: RFC 6238 with the usual 30 seconds, SHA-1 and six digits."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps_from_now)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def add_virtual_passkeys(page) -> None:
    """Give the browser a device that holds passkeys and knows its owner."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in_with_password(page, password: str) -> None:
    page.goto("/")
    page.get_by_label("Email address").fill("ruth@example.org")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def choose_a_password(page, check_page, shoot) -> None:
    page.get_by_role("heading", name="Choose a password of your own").wait_for()
    check_page(page)
    shoot(page, "choose-password")
    page.get_by_label("The password you were given").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill(OWN_PASSWORD)
    page.get_by_label("New password again").fill(OWN_PASSWORD)
    page.get_by_role("button", name="Save the new password").click()
    page.get_by_role("heading", name="Add a second step").wait_for()


def keep_the_codes(page, check_page, shoot) -> list[str]:
    page.get_by_role("heading", name="Keep these recovery codes").wait_for()
    check_page(page)
    shoot(page, "recovery-codes")
    codes = page.locator(".app-codes li").all_inner_texts()
    page.get_by_role("button", name="I have kept them").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return codes


def sign_out(page) -> None:
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in").wait_for()


def test_the_first_day_with_a_passkey_and_then_signing_in_with_it_alone(page, somebody, check_page, shoot):
    add_virtual_passkeys(page)
    page.goto("/")
    check_page(page)
    shoot(page, "sign-in")
    sign_in_with_password(page, PASSWORD)
    choose_a_password(page, check_page, shoot)
    check_page(page)
    shoot(page, "add-second-step")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_label("What to call it").fill("Work laptop")
    check_page(page)
    shoot(page, "add-passkey")
    page.get_by_role("button", name="Add the passkey").click()
    keep_the_codes(page, check_page, shoot)

    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto("/accounts/2fa/")
    check_page(page)
    shoot(page, "how-you-sign-in")
    page.goto("/accounts/2fa/passkeys/")
    page.locator("strong", has_text="Work laptop").wait_for()
    check_page(page)
    shoot(page, "passkeys")


def test_a_passkey_is_the_second_step_after_a_password(page, somebody, check_page, shoot):
    add_virtual_passkeys(page)
    sign_in_with_password(page, PASSWORD)
    choose_a_password(page, check_page, shoot)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("button", name="Add the passkey").click()
    keep_the_codes(page, check_page, shoot)
    sign_out(page)
    sign_in_with_password(page, OWN_PASSWORD)
    page.get_by_role("heading", name="Second step").wait_for()
    check_page(page)
    shoot(page, "second-step")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def test_a_device_without_a_passkey_says_so_and_loses_nothing(page, somebody, check_page):
    page.goto("/")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    page.get_by_label("Email address").fill("ruth@example.org")
    # A browser that has no passkey to offer answers with an error after the user has said no.
    page.evaluate("navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')); 0")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("Your device did not give a passkey").wait_for()
    assert page.get_by_label("Email address").input_value() == "ruth@example.org"
    check_page(page)


def test_the_first_day_with_an_app_and_a_code_that_works_once(page, somebody, check_page, shoot):
    sign_in_with_password(page, PASSWORD)
    choose_a_password(page, check_page, shoot)
    page.get_by_role("button", name="Set up an app").click()
    secret = page.locator(".app-secret").inner_text()
    check_page(page)
    shoot(page, "set-up-app")
    page.get_by_label("Six numbers").fill("000000")
    page.get_by_role("button", name="Finish").click()
    page.locator(".govuk-error-summary").get_by_text("That code is not right").wait_for()
    check_page(page)
    shoot(page, "set-up-app-error")
    page.get_by_label("Six numbers").fill(code_of(secret))
    page.get_by_role("button", name="Finish").click()
    codes = keep_the_codes(page, check_page, shoot)

    sign_out(page)
    code = code_of(secret, 1)
    sign_in_with_password(page, OWN_PASSWORD)
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/" not in url)

    sign_out(page)
    sign_in_with_password(page, OWN_PASSWORD)
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".govuk-error-summary").get_by_text("used already").wait_for()
    page.get_by_label("Code", exact=True).fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
