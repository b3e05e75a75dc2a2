"""Requests that nobody would send in good faith, the same ones again for the same seed.

Addresses and their parts come from the URL configuration, and names of fields from the forms the pages show, so that a new
page is asked without being named here.
"""

import random
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from tests.access.browsers import browser_of, path_of
from tests.access.world import World
from tests.addresses import Address, every_address
from tests.project.test_headers import other_headers

FIELD = re.compile(r'<(?:input|textarea|select|button)[^>]* name="([^"]+)"')
METHODS = (
    ["GET"] * 6 + ["POST"] * 10 + ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "X" * 300]
)
ODD_TEXT = [
    "", " ", "\0", "a\0b", "\r\nSet-Cookie: a=b", "\ud800", "\u202e", "\ufeff", "%00", "%s%n", "{{ request }}", "{% debug %}",
    "' OR 1=1 --", '"; drop table x; --', "<script>", "../../etc/passwd", "None", "null", "true", "[]", "{}", "-1", "0", "NaN",
    "1e999", "9" * 400, "٣", "0x10", "1,5", "2026-02-30", "9999-12-31", "0000-00-00", "24:61", "é" * 5000, "x" * 70_000, "a\n" * 2000,
    "🙂" * 300, "__class__", "id__gt", "__all__", "on",
]  # fmt: skip
TYPES = [
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=nonsense", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/form-data; boundary=\u00e9", "multipart/form-data; boundary=b", "application/json", "text/xml", "text/plain", "", "/",
    "application/x-www-form-urlencoded; charset=utf-16", "multipart/mixed; boundary=b",
]  # fmt: skip
BODIES = [
    b"", b"\0", b"\xff\xfe=\xff", b"=&=&=", b"a=1&a=2&a=3", b"&" * 800, b"%", b"%zz=%1", b"{", b"[1", b"--b\r\n", b"--b--\r\n",
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="\0"\r\n\r\nx\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="../../x.csv"\r\nContent-Type: text/csv\r\n\r\n"a\r\n--b--\r\n',
    b'--b\r\nContent-Disposition: form-data; name="words"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--b--\r\n',
    b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", b"x=" + b"y" * 3_000_000,
    b"".join(b"f%d=1&" % number for number in range(600)),
]  # fmt: skip
HEADERS: list[dict[str, str]] = [
    {"HTTP_HX_REQUEST": "true"}, {"HTTP_HX_CURRENT_URL": "\\\\//%%"}, {"HTTP_HX_TARGET": "\0"}, {"HTTP_ACCEPT_LANGUAGE": "x" * 5000},
    {"HTTP_ACCEPT_LANGUAGE": "cy;q=nan,*;q=-1"}, {"HTTP_HOST": "elsewhere.example"}, {"HTTP_HOST": "localhost:99999999"},
    {"HTTP_HOST": "a b"}, {"HTTP_REFERER": "http://[::1"}, {"HTTP_ORIGIN": "null"}, {"HTTP_ORIGIN": "http://["},
    {"HTTP_X_FORWARDED_FOR": "\0,1.2.3"}, {"HTTP_X_FORWARDED_PROTO": "https"}, {"HTTP_RANGE": "bytes=-5"},
    {"HTTP_IF_MODIFIED_SINCE": "yesterday"}, {"HTTP_IF_NONE_MATCH": '"*"'}, {"HTTP_ACCEPT_ENCODING": "gzip;q=2"},
    {"HTTP_SEC_FETCH_MODE": "cors"}, {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"}, {"CONTENT_LENGTH": "-1"}, {"CONTENT_LENGTH": "x"},
    {"CONTENT_LENGTH": "99999999999"}, {"REMOTE_ADDR": ""}, {"REMOTE_ADDR": "nowhere"}, {"QUERY_STRING": "%ff=%00&page=-1&page=x"},
    {"HTTP_EXPECT": "100-continue"}, {"HTTP_TRANSFER_ENCODING": "chunked"},
]  # fmt: skip
ODD_PATHS = ["//", "/../", "/%00", "/people//", "/\u202e/", "/x" * 2000, "/people/1 or 1=1/"]
COOKIES = ["sessionid", "csrftoken", "django_language", "alongside_my_side", "messages"]


@dataclass
class Fuzzer:
    """Sends one odd request after another as everybody in turn, and remembers how each was made."""

    world: World
    seed: int
    parts: list[str]
    names: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # noqa: S311 nothing secret: it has to come out the same again
        self.addresses = every_address()
        self.ids = [str(value) for value in self.world.ids.values()]

    def send(self) -> tuple[str, Any]:
        """Send one request and return how it was made, and the answer."""
        draw = self.random
        part, address = draw.choice(self.parts), draw.choice(self.addresses)
        client = browser_of(part, self.world)
        client.raise_request_exception = False
        client.handler.enforce_csrf_checks = draw.random() < 0.2
        path, method = self._path(address), draw.choice(METHODS)
        extra: dict[str, Any] = dict(draw.choice(HEADERS)) if draw.random() < 0.4 else {}
        self._spoil_cookies(client)
        kind, body = self._body(client, address)
        said = f"seed {self.seed}: {method[:20]} {path[:200]!r} as {part}, {kind[:60]!r}, {body[:200]!r}, {extra}"
        return said, client.generic(method, path, body, content_type=kind, **extra)

    def _path(self, address: Address) -> str:
        if self.random.random() < 0.05:
            return quote(
                self.random.choice([*ODD_PATHS]),
                safe="/%",
            )
        parts = {name: self._part(name) for name in address.parts}
        try:
            path = reverse(address.name, kwargs=parts)
        except Exception:
            path = path_of(address, self.world)
        if self.random.random() < 0.3:
            names = self.names.get(address.name) or ["page", "next", "from", "q", "tab", "sort"]
            path += f"?{quote(self.random.choice(names))}={quote(self._text(), errors='surrogatepass')[:3000]}"
        return path

    def _part(self, name: str) -> object:
        roll, known = self.random.random(), self.world.ids[name]
        if roll < 0.6:
            return known
        if isinstance(known, UUID):
            return self.random.choice([str(uuid4()), self.random.choice(self.ids), str(UUID(int=0))])
        if isinstance(known, int):
            return self.random.choice([0, 1, 10**30])
        return self.random.choice([self.random.choice(self.ids), "x", "a" * 300, "é", "-", "0"])

    def _text(self) -> str:
        roll = self.random.random()
        return self.random.choice(self.ids) if roll < 0.2 else self.random.choice(ODD_TEXT)

    def _body(self, client: Client, address: Address) -> tuple[str, bytes]:
        if self.random.random() < 0.3:
            return self.random.choice(TYPES), self.random.choice(BODIES)
        names = self._names(client, address)
        fields = [(self.random.choice(names), self._text()) for _ in range(self.random.randint(0, 2 * len(names)))]
        body = "&".join(f"{quote(name)}={quote(value, errors='surrogatepass')}" for name, value in fields)
        return self.random.choice(TYPES[:1] * 9 + TYPES), body.encode()

    def _names(self, client: Client, address: Address) -> list[str]:
        """Return the names of the fields of this page's forms, as the practitioner of the world is shown them."""
        if address.name not in self.names:
            page = (
                browser_of("practitioner", self.world)
                .get(path_of(address, self.world))
                .content.decode(errors="replace")
            )
            self.names[address.name] = sorted(set(FIELD.findall(page)) - {"csrfmiddlewaretoken"}) or [
                "do",
                "words",
                "next",
                "file",
            ]
        return self.names[address.name]

    def _spoil_cookies(self, client: Client) -> None:
        if self.random.random() < 0.15:
            client.cookies[self.random.choice(COOKIES)] = self.random.choice(["", "x", "a:b:c", "é", "." * 3000, "\\0"])


def wrong_with(response: Any) -> list[str]:
    """Return what no answer may be: an error of ours, a trace of the code, or one without a header."""
    wrong = []
    if response.status_code >= 500:
        wrong.append(f"answered {response.status_code}")
    body = b"".join(response) if response.streaming else response.content
    if any(sign in body for sign in (b"Traceback", b"site-packages", b'File "/', b"OperationalError", b"DoesNotExist")):
        wrong.append("shows where in the code it broke")
    if other := other_headers(response):
        wrong.append(f"has other headers {other}")
    return wrong
