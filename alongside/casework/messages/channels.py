"""One way out for every message, and the three that there are: the console, SMTP and GOV.UK Notify."""

import sys
from dataclasses import dataclass
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from alongside.domain.people.contact import RouteKind

TIMEOUT = 15  # seconds
# What a mail server answers that it may answer differently later: RFC 5321, section 4.2.1.
LATER = range(400, 500)


class NotSentYet(Exception):
    """Something on the way does not work now. It may be tried again."""


class NeverSent(Exception):
    """It cannot be sent like this, however often it is tried."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes out: where to, and the words. Its text is in no repr, so no log says it by mistake."""

    kind: RouteKind
    to: str
    subject: str
    text: str

    def __repr__(self) -> str:
        return f"<Letter by {self.kind}>"


class Channel(Protocol):
    """Whatever sends a message."""

    def carries(self, kind: RouteKind) -> bool:
        """Return whether it can send to this kind of way."""

    def send(self, letter: Letter) -> None:
        """Send it. Raises NotSentYet or NeverSent."""


class Console:
    """Writes what would be sent to the standard output, for a laptop and a demonstration. It reaches nobody."""

    def carries(self, kind: RouteKind) -> bool:
        return kind is not RouteKind.ADDRESS

    def send(self, letter: Letter) -> None:
        sys.stdout.write(
            f"\n--- a {'text' if letter.kind is RouteKind.PHONE else 'mail'} that is not sent\n{letter.text}\n---\n"
        )
        sys.stdout.flush()


class Smtp:
    """Sends emails through the mail server of the service."""

    def carries(self, kind: RouteKind) -> bool:
        return kind is RouteKind.EMAIL

    def send(self, letter: Letter) -> None:
        try:
            with get_connection(timeout=TIMEOUT) as connection:
                EmailMessage(letter.subject, letter.text, to=[letter.to], connection=connection).send()
        except SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise (NotSentYet if all(code in LATER for code in codes) else NeverSent) from None
        except SMTPResponseException as error:
            raise (NotSentYet if error.smtp_code in LATER else NeverSent) from None
        except (SMTPException, OSError):
            raise NotSentYet from None


class Notify:
    """Sends texts and emails through GOV.UK Notify, with one template each whose whole content is ((message))."""

    def __init__(self) -> None:
        self._templates = {
            RouteKind.PHONE: settings.ALONGSIDE_NOTIFY_TEXT_TEMPLATE,
            RouteKind.EMAIL: settings.ALONGSIDE_NOTIFY_EMAIL_TEMPLATE,
        }
        self._client = NotificationsAPIClient(
            settings.ALONGSIDE_NOTIFY_KEY, base_url=settings.ALONGSIDE_NOTIFY_URL, timeout=TIMEOUT
        )

    def carries(self, kind: RouteKind) -> bool:
        return bool(self._templates.get(kind))

    def send(self, letter: Letter) -> None:
        template = self._templates[letter.kind]
        try:
            if letter.kind is RouteKind.PHONE:
                self._client.send_sms_notification(letter.to, template, personalisation={"message": letter.text})
            else:
                self._client.send_email_notification(
                    letter.to, template, personalisation={"subject": letter.subject, "message": letter.text}
                )
        except APIError as error:
            # 429: too many for now. 5xx and no answer at all: theirs to mend. The rest will not change by itself.
            later = error.status_code == 429 or error.status_code >= 500
            raise (NotSentYet if later else NeverSent) from None


def open_channel() -> Channel | None:
    """Return the channel of this service, or None where it sends nothing."""
    made: dict[str, type[Channel]] = {"console": Console, "smtp": Smtp, "notify": Notify}
    chosen = made.get(settings.ALONGSIDE_MESSAGES)
    return chosen() if chosen else None
