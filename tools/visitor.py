"""A visitor that measures: one connection kept open, cookies kept, forms sent with their token."""

from __future__ import annotations

import re
import time
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from statistics import median
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """Talks to one server. `status`, `text` and `location` are the last answer's."""

    def __init__(self, address: str) -> None:
        self.connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        self.cookies: dict[str, str] = {}
        self.status, self.text, self.location = 0, "", ""

    def get(self, path: str) -> Visitor:
        """Fetch a page; redirects are not followed."""
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Visitor:
        """Send a form, with the token of the page fetched last."""
        found = TOKEN.search(self.text)
        token = {"csrfmiddlewaretoken": found.group(1)} if found else {}
        return self._ask("POST", path, urlencode(token | fields))

    def _ask(self, method: str, path: str, body: str | None = None) -> Visitor:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(value).items()}
        self.status, self.location = answer.status, answer.getheader("Location", "")
        self.text = answer.read().decode(errors="replace")
        return self

    def enter(self, role: str = "") -> Visitor:
        """Sign in by the demo's first account whose button names `role`. Raises LookupError."""
        page = self.get("/konto/logga-in/").text
        for action, form in re.findall(r'<form[^>]*action="([^"]*/demo/\d+/)"(.*?)</form>', page, re.DOTALL):
            if role in form:
                return self.post(action)
        raise LookupError(role)

    def milliseconds(self, path: str, *, times: int = 200, warm: int = 20) -> float:
        """Median time of a GET, after some that are not counted. Raises RuntimeError unless all answer 200."""
        taken = []
        for _ in range(warm + times):
            began = time.perf_counter()
            self.get(path)
            taken.append((time.perf_counter() - began) * 1000)
            if self.status not in (200, 204):
                raise RuntimeError(f"{path} answered {self.status}")
        return median(taken[warm:])
