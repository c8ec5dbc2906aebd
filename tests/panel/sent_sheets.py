"""A carrier as a test meets it: its sheets as files, sent in and adopted through the panel's own pages."""

import html
import io
import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse
from worked_out import looked_at

FIRST = """Destination;Prefix;Price
Spain;34;0,012
Spain mobile;346;0,09
France;33;0,015
Cuba;53;0,60
"""
# Spain dearer, its mobiles cheaper, Cuba gone, Peru new.
SECOND = """Destination;Prefix;Price
Spain;34;0,02
Spain mobile;346;0,05
France;33;0,015
Peru;51;0,03
"""
# Line 3 has no price, line 5 a prefix that is none.
FAULTY = """Destination;Prefix;Price
Spain;34;0,012
France;33;
Peru;51;0,03
Cuba;5x3;0,60
"""


def add_carrier(owner: FlaskClient, name: str = "Telco Sur") -> str:
    """The address of its page."""
    response = owner.post("/carriers", data={"name": name, "currency": "EUR"})
    assert response.status_code == 303, response.text
    return response.location


def send_in(owner: FlaskClient, carrier: str, text: str, file_name: str = "prices.csv") -> str:
    """The address where the sheet is looked at."""
    sheet = (io.BytesIO(text.encode()), file_name)
    response = owner.post(f"{carrier}/sheets", data={"sheet": sheet}, content_type="multipart/form-data")
    assert response.status_code == 303, response.text
    return response.location


def adopt(owner: FlaskClient, address: str, **fields: str) -> TestResponse:
    """Press the button of the page at `address`."""
    page = looked_at(owner, address)
    action = re.search(r'action="([^"]*/adopt[^"]*)"', page)
    shown = re.search(r'name="shown" value="([^"]*)"', page)
    assert action, page
    assert shown, page
    return owner.post(html.unescape(action[1]), data={"shown": shown[1], **fields})


def imported(owner: FlaskClient, carrier: str, text: str, **fields: str) -> TestResponse:
    """From the file to the sheet in force."""
    return adopt(owner, send_in(owner, carrier, text), **fields)
