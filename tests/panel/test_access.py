"""Who may open what: every route there is, by everybody there is."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from locutorio.core.rights import ROLES, Right
from locutorio.desk import roles
from locutorio.desk.people import Person
from locutorio.panel.access import ABSOLUTE_MS, ANYONE, IDLE_MS, STAFF
from panel_shop import SETUP_CODE, Shop
from seed import MONDAY_MS, PASSWORD, SeededBooth

# Who may open what: of a blueprint, or of one page in it that is otherwise. A new page is told here first.
NEEDED = {
    "accounts": Right.ACCOUNTS,
    "alarms": Right.ALARMS,
    "api": Right.PRICES_SEE,
    "audit": Right.ALL_REPORTS,
    "bills": Right.SELL,
    "bills.discount": Right.DISCOUNT,
    "bills.free": Right.FREE_CALL,
    "bills.move_visit": Right.UNLOCK,
    "board": Right.UNLOCK,
    "board.board": STAFF,
    "calls": Right.PRICES_SEE,
    "checkout": Right.SELL,
    "closings": Right.ALL_REPORTS,
    "customers": Right.CUSTOMERS,
    "decks": Right.PRICES_SET,
    "documents": Right.REPRINT,
    "documents.invoice": Right.SELL,
    "drawer": Right.SELL,
    "drawer.open_drawer": Right.OPEN_DRAWER,
    "drawer.pay_in": Right.PAID_OUT,
    "drawer.pay_out": Right.PAID_OUT,
    "drawer.to_safe": Right.SAFE_DROP,
    "extras": Right.PRICES_SET,
    "fleet": Right.TECHNICAL,
    "health": ANYONE,
    "imports": Right.PRICES_SET,
    "login": ANYONE,
    "login.logout": STAFF,
    "own": STAFF,
    "packages": Right.PRICES_SET,
    "people": Right.PEOPLE,
    "prefs": ANYONE,
    "price_lists": Right.PRICES_SEE,
    "prices": Right.PRICES_SEE,
    "prints": Right.SELL,
    "prints.again": Right.REPRINT,
    "problems": Right.ALARMS,
    "progress": STAFF,
    "public_bill": ANYONE,
    "receipts": Right.SELL,
    "receipts.reprint": Right.REPRINT,
    "refunds": Right.REFUND,
    "refunds.void": Right.VOID,
    "rerating": Right.RERATE,
    "review": Right.PRICES_SET,
    "roles": Right.PEOPLE,
    "rollouts": Right.TECHNICAL,
    "shifts": Right.SHIFT_CLOSE,
    "shifts.print_x": Right.SHIFT_REPORTS,
    "shifts.x": Right.SHIFT_REPORTS,
    "stream": STAFF,
    "tools": Right.TECHNICAL,
    "tools.token": ANYONE,
    "whatif": Right.PRICES_SET,
}
ASKED_AGAIN = (
    {"rerating.apply", "refunds.give_back", "refunds.give_due_back", "refunds.void"}
    | {f"people.{act}" for act in ("add", "change_role", "reset_password", "lift", "deactivate", "activate")}
    | {"roles.add", "roles.change", "roles.drop", "own.password", "own.pin"}
)
RIGHTS = {
    "Ana": ROLES["owner"],
    "Vera": ROLES["manager"],
    "Luis": ROLES["operator"],
    "Tomás": ROLES["technician"],
}


class Values(dict[str, object]):
    """What stands in an address where it asks for something."""

    def __missing__(self, name: str) -> object:
        return 1


VALUES = Values(booth_id="booth-1", visit_id="booth-1.1", name="new")


def carried(client: FlaskClient, name: str) -> dict[str, str]:
    """What a technician's tool sends along once it has proved who that is; "" = nothing."""
    if not name:
        return {}
    answer = client.post("/api/token", auth=(name, PASSWORD))
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json['token']}"}


def routes(panel: Flask) -> list[tuple[str, str, str]]:
    """Endpoint, method and an address of each route; the one that ends the stay comes last."""
    with panel.test_request_context():
        found = [
            (rule.endpoint, method, panel.url_for(rule.endpoint, **{n: VALUES[n] for n in rule.arguments}))
            for rule in panel.url_map.iter_rules()
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"})
            if rule.endpoint != "static"
        ]
    return sorted(found, key=lambda route: route[0] == "login.logout")


def needed(endpoint: str) -> str:
    return NEEDED[endpoint if endpoint in NEEDED else endpoint.partition(".")[0]]


@pytest.mark.parametrize("name", RIGHTS)
def test_each_page_by_each_role(panel: Flask, sign_in: Callable[[str], FlaskClient], name: str) -> None:
    client = sign_in(name)
    token = carried(client, name)
    for endpoint, method, address in routes(panel):
        headers = token if endpoint.startswith("tools.") else None
        response = client.open(address, method=method, data={}, headers=headers)
        response.close()
        allowed = needed(endpoint) in {ANYONE, STAFF, *RIGHTS[name]}
        assert (response.status_code == 403) is not allowed, (endpoint, method)
        to_login = response.status_code == 302 and "/login" in response.headers["Location"]
        assert not to_login or endpoint == "login.setup", endpoint  # the shop has its owner


def test_each_page_by_strangers(panel: Flask, sign_in: Callable[[str], FlaskClient]) -> None:
    client = sign_in("")
    for endpoint, method, address in routes(panel):
        response = client.open(address, method=method, data={})
        response.close()
        to_login = response.status_code == 302 and "/login" in response.headers["Location"]
        if needed(endpoint) == ANYONE:
            assert response.status_code != 403, endpoint
        else:
            by_program = endpoint.startswith(("api.", "tools."))
            assert to_login or (by_program and response.status_code == 401), endpoint


def test_each_right_opens_something(panel: Flask) -> None:
    asked_for = {needed(endpoint) for endpoint, _, _ in routes(panel)}
    assert set(Right) - asked_for == set()


def test_what_asks_for_the_password_again(panel: Flask) -> None:
    asking = {name for name, view in panel.view_functions.items() if hasattr(view, "asks_again")}
    assert asking == ASKED_AGAIN
    assert not [
        name for name in asking if hasattr(panel.view_functions[name], "takes_files")
    ]  # lost on the way


def test_the_navigation_leads_only_where_one_may_go(sign_in: Callable[[str], FlaskClient]) -> None:
    for name in RIGHTS:
        client = sign_in(name)
        page = client.get("/").text
        links = set(re.findall(r'href="(/[^"#]*)"', page[page.index("<header") : page.index("</header>")]))
        assert {client.get(link.replace("&amp;", "&")).status_code for link in links} == {200}, (name, links)


def test_a_booth_has_only_the_buttons_one_may_press(
    shop: Shop, sign_in: Callable[[str], FlaskClient]
) -> None:
    SeededBooth(shop.store, "booth-1", "Booth 1", now_ms=MONDAY_MS).greet(MONDAY_MS)
    assert "/booths/booth-1/unlock" in sign_in("Luis").get("/").text
    looking = sign_in("Tomás").get("/").text
    assert "Booth 1" in looking
    assert "/booths/booth-1/" not in looking


def test_a_set_of_rights_holds_from_the_next_click_on(
    shop: Shop, sign_in: Callable[[str], FlaskClient], owner: FlaskClient
) -> None:
    owner.post("/roles", data={"name": "Night", "right": ["sell"]})
    owner.post("/people/2/role", data={"role": "night"})  # Luis
    luis = sign_in("Luis")
    assert (luis.get("/receipts").status_code, luis.get("/prices").status_code) == (200, 403)
    roles.change_role(shop.store, key="night", rights=["prices_see"], operator_id=1, now_ms=MONDAY_MS)
    assert (luis.get("/receipts").status_code, luis.get("/prices").status_code) == (403, 200)


def test_a_page_without_a_role_is_open_to_nobody(shop: Shop, staff: tuple[Person, Person]) -> None:
    panel = shop.panel()
    panel.add_url_rule("/forgotten", view_func=lambda: "secret")
    client = panel.test_client()
    client.post("/login", data={"name": "Ana", "password": PASSWORD})
    assert client.get("/forgotten").status_code == 403


def test_nothing_is_done_without_a_token(panel: Flask, armed: Callable[[str], FlaskClient]) -> None:
    owner = armed("Ana")
    for endpoint, verb, address in routes(panel):
        if verb == "POST" and not endpoint.startswith("tools."):  # a cookie opens nothing there
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


def test_guessing_locks_out_and_logging_in_does_not(
    sign_in: Callable[[str], FlaskClient], shop: Shop
) -> None:
    for _ in range(11):
        sign_in("Luis")
    client = sign_in("")
    guesses = [client.post("/login", data={"name": "Ana", "password": f"guess {n}"}) for n in range(6)]
    assert {guess.status_code for guess in guesses} == {401}
    assert "Try again at 12:01" in guesses[-1].text
    shop.now_ms += 60_000
    assert client.post("/login", data={"name": "Ana", "password": PASSWORD}).status_code == 303


def test_guessing_many_names_is_slowed_down(sign_in: Callable[[str], FlaskClient]) -> None:
    client = sign_in("")
    guesses = [client.post("/login", data={"name": f"Ana {n}", "password": "guess"}) for n in range(11)]
    assert [guess.status_code for guess in guesses] == [401] * 10 + [429]
    assert "Too many attempts" in guesses[-1].text


def test_who_is_locked_out_goes_on_where_they_are(
    owner: FlaskClient, sign_in: Callable[[str], FlaskClient]
) -> None:
    for _ in range(6):
        sign_in("").post("/login", data={"name": "Ana", "password": "a prank"})
    assert owner.get("/people").status_code == 200


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
