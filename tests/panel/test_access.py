"""Who may open what: every route there is, by everybody there is."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from locutorio.desk.people import Person
from locutorio.panel.access import ABSOLUTE_MS, ANYONE, IDLE_MS, OPERATOR, OWNER
from panel_shop import SETUP_CODE, Shop
from seed import MONDAY_MS, PASSWORD

ROLES = {"": ANYONE, "Luis": OPERATOR, "Ana": OWNER}
RANK = [ANYONE, OPERATOR, OWNER]
VALUES = {
    "booth_id": "booth-1", "visit_id": "booth-1.1", "call_id": 1, "number": 1, "person_id": 1, "deck_id": 1,
    "version_id": 1, "upload_id": 1, "name": "new", "job_id": "1", "package_id": 1, "customer_id": 1,
}  # fmt: skip
OPEN_TO_ANYONE = {
    "health.healthz", "login.login", "login.setup", "prefs.choose_language", "prefs.choose_theme", "static"
}  # fmt: skip
OWNERS_ONLY = {
    "customers",
    "decks",
    "imports",
    "packages",
    "people",
    "progress",
    "rerating",
    "review",
    "whatif",
}


def routes(panel: Flask) -> list[tuple[str, str, str]]:
    """Endpoint, method and an address of each route."""
    with panel.test_request_context():
        return [
            (rule.endpoint, method, panel.url_for(rule.endpoint, **{n: VALUES[n] for n in rule.arguments}))
            for rule in panel.url_map.iter_rules()
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
            if rule.endpoint != "static"
        ]


def needed(endpoint: str) -> str:
    if endpoint in OPEN_TO_ANYONE:
        return ANYONE
    return OWNER if endpoint.partition(".")[0] in OWNERS_ONLY else OPERATOR


@pytest.mark.parametrize("name", ROLES)
def test_each_route_by_each_role(panel: Flask, sign_in: Callable[[str], FlaskClient], name: str) -> None:
    client = sign_in(name)
    for endpoint, method, address in sorted(routes(panel), key=lambda route: route[0] == "login.logout"):
        response = client.open(address, method=method, data={})
        response.close()
        allowed = RANK.index(ROLES[name]) >= RANK.index(needed(endpoint))
        to_login = response.status_code == 302 and "/login" in response.headers["Location"]
        if allowed:
            assert response.status_code != 403, endpoint
            assert not to_login or endpoint == "login.setup", endpoint  # the shop has its owner
        elif name:
            assert response.status_code == 403, endpoint
        else:
            assert to_login or (endpoint.startswith("api.") and response.status_code == 401), endpoint


def test_a_page_without_a_role_is_open_to_nobody(shop: Shop, staff: tuple[Person, Person]) -> None:
    panel = shop.panel()
    panel.add_url_rule("/forgotten", view_func=lambda: "secret")
    client = panel.test_client()
    client.post("/login", data={"name": "Ana", "password": PASSWORD})
    assert client.get("/forgotten").status_code == 403


def test_nothing_is_done_without_a_token(panel: Flask, armed: Callable[[str], FlaskClient]) -> None:
    owner = armed("Ana")
    for endpoint, verb, address in routes(panel):
        if verb == "POST":
            response = owner.post(address, headers={"X-Requested-With": "fetch"})
            assert (response.status_code, "too old" in response.text) == (409, True), endpoint


def test_first_run_makes_the_owner_with_the_code_from_the_console(shop: Shop) -> None:
    client = shop.panel().test_client()
    assert client.get("/").headers["Location"] == "/setup"
    form = {"code": "0", "name": "Ana", "password": PASSWORD, "again": PASSWORD}
    assert "code is wrong" in client.post("/setup", data=form).text
    form["code"] = SETUP_CODE
    assert "differ" in client.post("/setup", data=form | {"again": "x"}).text
    assert "at least 8" in client.post("/setup", data=form | {"password": "short", "again": "short"}).text
    assert client.post("/setup", data=form).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert client.get("/setup").headers["Location"] == "/login"


def test_an_empty_code_opens_nothing(shop: Shop) -> None:
    form = {"code": "", "name": "Eve", "password": PASSWORD, "again": PASSWORD}
    assert shop.panel().test_client().post("/setup", data=form).status_code == 400


def test_wrong_password_says_nothing_of_which_was_wrong(sign_in: Callable[[str], FlaskClient]) -> None:
    client = sign_in("")
    wrong = client.post("/login", data={"name": "Ana", "password": "wrong"})
    unknown = client.post("/login", data={"name": "Ena", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 401
    said = "Name or password is wrong"
    assert said in wrong.text
    assert said in unknown.text


def test_guessing_is_slowed_down_and_logging_in_is_not(sign_in: Callable[[str], FlaskClient]) -> None:
    for _ in range(11):
        sign_in("Luis")
    client = sign_in("")
    guesses = [client.post("/login", data={"name": "Ana", "password": f"guess {n}"}) for n in range(11)]
    assert [guess.status_code for guess in guesses] == [401] * 10 + [429]
    assert "Too many attempts" in guesses[-1].text


@pytest.mark.parametrize(("clicks_every_ms", "gone_after_ms"), [(None, IDLE_MS), (IDLE_MS // 2, ABSOLUTE_MS)])
def test_a_stay_ends(
    shop: Shop, operator: FlaskClient, clicks_every_ms: int | None, gone_after_ms: int
) -> None:
    end_ms = MONDAY_MS + gone_after_ms
    while clicks_every_ms and shop.now_ms + clicks_every_ms < end_ms:
        shop.now_ms += clicks_every_ms
        assert operator.get("/receipts").status_code == 200
    shop.now_ms = end_ms - 1
    assert operator.get("/receipts", buffered=True).status_code == 200
    shop.now_ms = end_ms + (0 if clicks_every_ms else IDLE_MS)
    assert operator.get("/receipts").status_code == 302


def test_after_login_only_back_into_the_panel(sign_in: Callable[[str], FlaskClient]) -> None:
    form = {"name": "Luis", "password": PASSWORD}
    for wanted, led in (
        ("/problems", "/problems"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil", "/"),
    ):
        response = sign_in("").post("/login", query_string={"back": wanted}, data=form)
        assert response.headers["Location"] == led


def test_logging_out_ends_it(operator: FlaskClient) -> None:
    operator.post("/logout")
    assert operator.get("/").status_code == 302


def test_headers_on_pages_and_errors(operator: FlaskClient) -> None:
    for address in ("/", "/nothing", "/login", "/healthz"):
        headers = operator.get(address).headers
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert "Strict-Transport-Security" not in headers
        over_tls = operator.get(address, base_url="https://localhost").headers
        assert over_tls["Strict-Transport-Security"] == "max-age=31536000"


def test_the_cookie_is_out_of_reach(sign_in: Callable[[str], FlaskClient]) -> None:
    form = {"name": "Luis", "password": PASSWORD}
    plain = sign_in("").post("/login", data=form).headers["Set-Cookie"]
    secure = sign_in("").post("/login", data=form, base_url="https://localhost").headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert secure.startswith("__Host-locutorio=")
    for demanded in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert demanded in secure
    assert "Domain" not in secure


def test_health_is_for_everybody_and_honest(shop: Shop, panel: Flask) -> None:
    client = panel.test_client()
    assert client.get("/healthz").json == {"ok": True, "parts": {"store": True}}
    shop.health["broker"] = False
    response = client.get("/healthz")
    assert (response.status_code, response.json["ok"]) == (503, False)


def test_the_owner_adds_people_and_shuts_them_out(
    owner: FlaskClient, sign_in: Callable[[str], FlaskClient], staff: tuple[Person, Person]
) -> None:
    added = {"name": "Eva", "password": PASSWORD, "role": "operator"}
    assert "Eva can log in now" in owner.post("/people", data=added, follow_redirects=True).text
    eva = sign_in("Eva")
    assert "already" in owner.post("/people", data=added, follow_redirects=True).text
    owner.post("/people/3/deactivate")
    assert eva.get("/").status_code == 302
    itself = owner.post(f"/people/{staff[0].id}/deactivate", data={"back": "/people"}, follow_redirects=True)
    assert "cannot shut yourself out" in itself.text
