"""Pages that wait for a job: as they are when it is over, however long it takes."""

from flask.testing import FlaskClient
from waiting import wait_for


def looked_at(client: FlaskClient, address: str, asked: dict[str, str] | None = None) -> str:
    """The page at `address`, `asked` in its query, once everything on it is worked out."""

    def page() -> str:
        text = client.get(address, query_string=asked).text
        return "" if "data-job=" in text else text

    return wait_for(page)
