"""The operator at the panel, without a browser: forms, a cookie, and the token each form carries."""

import html
import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

Fields = dict[str, str]
TIMEOUT_S = 40  # longer than the store waits for its pen


class Refused(Exception):
    """The panel said no; the words of its page."""

    def __init__(self, page: str) -> None:
        body = re.sub(r"(?s).*?<main", "<main", html.unescape(page), count=1)
        super().__init__(" ".join(re.sub(r"(?s)<svg.*?</svg>|<[^>]*>", " ", body).split()))


class NothingToPay(Exception):
    """The bill is empty: it can be closed at `path`, without a receipt."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Till:
    def __init__(self, address: str, name: str, password: str) -> None:
        self._address = address
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self._bills: dict[str, str] = {}  # a visit's, once it was looked at
        self.post("/login", {"name": name, "password": password}, form="/login")

    def get(self, path: str) -> str:
        return self._open(Request(self._address + path))

    def post(self, path: str, fields: Fields, *, form: str = "/") -> str:
        """What the button of the form on the page `form` does. Returns the page it leads to."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(form))[1]
        data = urlencode({"csrf_token": token, **fields}).encode()
        return self._open(Request(self._address + path, data))

    def unlock(self, booth_id: str, **fields: str) -> None:
        self.post(f"/booths/{booth_id}/unlock", fields)

    def lock(self, booth_id: str) -> None:
        self.post(f"/booths/{booth_id}/lock", {})

    def bill(self, visit_id: str) -> Fields:
        """The fields of the open checkout dialog, with the exact amount in hand."""
        page = self.get(f"/visits/{visit_id}")
        fields = dict(re.findall(r'name="(request_key|expected_due)" value="([^"]*)"', page))
        if empty := re.search(r'formaction="(/bills/\d+/drop)"', page):
            raise NothingToPay(empty[1])
        if len(fields) != 2 or "disabled" in re.search(r'<button class="main" name="print"[^>]*>', page)[0]:
            raise Refused(page)
        self._bills[visit_id] = re.search(r'action="(/bills/\d+)/pay"', page)[1]
        return fields | {"cash": f"{int(fields['expected_due']) / 100:.2f}"}

    def pay(self, visit_id: str, fields: Fields) -> int:
        """The number of the receipt."""
        page = self.post(f"{self._bills[visit_id]}/pay", fields)
        paid = re.search(r"/receipts/(\d+)/reprint", page)
        if not paid:
            raise Refused(page)
        return int(paid[1])

    def _open(self, request: Request) -> str:
        request.add_header("Accept-Language", "en")
        try:
            with self._opener.open(request, timeout=TIMEOUT_S) as page:
                return page.read().decode()
        except HTTPError as error:
            with error:
                raise Refused(error.read().decode()) from None
