"""A visitor that measures: one connection kept open, cookies kept, forms sent with their token."""

from __future__ import annotations

import re
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class Visitor:
    """Talks to one server. `status`, `text` and `location` are the last answer's."""

    def __init__(self, address: str) -> None:
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.cookies: dict[str, str] = {}
        self.token: dict[str, str] = {}
        self.headers: dict[str, str] = {}  # sent along with every question
        self.status, self.text, self.location = 0, "", ""

    def get(self, path: str) -> Visitor:
        """Fetch a page; redirects are not followed."""
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Visitor:
        """Send a form, with the token of the last page that had one."""
        return self._ask("POST", path, urlencode(self.token | fields))

    def hidden(self, name: str) -> str:
        """The value of a hidden field on the page. Raises KeyError."""
        found: dict[str, str] = dict(FIELD.findall(self.text))
        return found[name]

    def enter(self, role: str = "") -> Visitor:
        """Sign in by the demo's first account whose button names `role` (in small letters). Raises LookupError."""
        page = self.get("/konto/logga-in/").text
        for action, form in re.findall(r'<form[^>]*action="([^"]*/demo/\d+/)"(.*?)</form>', page, re.DOTALL):
            if role in form.lower():
                return self.post(action)
        raise LookupError(role)

    def page(self, path: str) -> Visitor:
        """Fetch a page that must be there. Raises RuntimeError when the answer is another than 200 or 204."""
        return self.get(path)._expect(200, 204)

    def send(self, path: str, **fields: str) -> Visitor:
        """Send a form that must be taken. Raises RuntimeError when the answer is another than 302, 303 or 204."""
        return self.post(path, **fields)._expect(302, 303, 204)

    def close(self) -> None:
        """Hang up; the next question calls again."""
        self.connection.close()

    def _expect(self, *statuses: int) -> Visitor:
        if self.status not in statuses:
            raise RuntimeError(f"the answer was {self.status}: {self.text[:400]}")
        return self

    def _ask(self, method: str, path: str, body: str | None = None) -> Visitor:
        headers = self.headers | {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        self.status, self.location = answer.status, answer.getheader("Location", "")
        self.text = answer.read().decode(errors="replace")
        if found := TOKEN.search(self.text):
            self.token = {"csrfmiddlewaretoken": found.group(1)}
        return self
