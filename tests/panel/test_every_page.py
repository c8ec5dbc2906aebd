"""No page of the panel is forgotten where all are shown, and each can be opened in the furnished shop."""

import re
from pathlib import Path

from every_page import EVERY, NO_PAGES
from flask import Flask
from furnished_shop import FurnishedShop
from panel_shop import Shop
from seed import PASSWORD

DOCS = Path(__file__).parents[2] / "docs"
PICTURE = re.compile(r"\]\(pictures/pages/([\w-]+)\.png\)")


def test_each_page_of_the_panel_is_in_the_list(panel: Flask) -> None:
    opened = {rule.endpoint for rule in panel.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert {shown.endpoint for shown in EVERY} - {"error"} == opened - NO_PAGES


def test_the_index_shows_each_once() -> None:
    assert PICTURE.findall((DOCS / "pages.md").read_text("utf-8")) == [shown.picture for shown in EVERY]
    kept = {path.stem for path in (DOCS / "pictures" / "pages").iterdir()}
    assert kept == {shown.picture for shown in EVERY}


def test_each_address_leads_to_its_page(shop: Shop, tmp_path: Path) -> None:
    token = FurnishedShop(shop, tmp_path).token
    signed_in, stranger = shop.panel().test_client(), shop.panel().test_client()
    signed_in.post("/login", data={"name": "Ana", "password": PASSWORD})
    for shown in EVERY:
        if shown.door == "new":
            continue
        browser = stranger if shown.door else signed_in
        status = browser.get(shown.address.format(token=token)).status_code
        assert status == (404 if shown.endpoint == "error" else 200), shown
