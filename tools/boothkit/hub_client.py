"""The hub as a technician's tool sees it: asked over https, by name and password, never through its books.

Each method is one question; answers are plain dicts and lists, as docs/technician/fleet.md describes them.
What goes wrong is said in words that tell what to do. It must not know terminals.
"""

import base64
import ssl
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

PATIENCE_S = 15.0
OK_MAX = 300


class HubError(Exception):
    """The hub said no; `code` is its word for why."""

    def __init__(self, text: str, code: str = "") -> None:
        super().__init__(text)
        self.code = code


class HubAway(HubError):
    """Nobody could be asked."""


class Hub:
    """`url` as the panel's, `ca` the file of the shop's own authority if the hub's certificate is by it."""

    def __init__(self, url: str, name: str, password: str, *, ca: str | None = None) -> None:
        self.url = url.rstrip("/")
        self._who = (name, password)
        self._http = httpx.Client(base_url=f"{self.url}/api", timeout=PATIENCE_S, verify=trusted(ca))

    def __enter__(self) -> Self:
        try:
            answer = self._ask("POST", "token", auth=httpx.BasicAuth(*self._who))
        except HubError:
            self._http.close()
            raise
        self.shop, self.shop_name = answer["shop"], answer["name"]
        self._http.headers["Authorization"] = f"Bearer {answer['token']}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    # ---- booths

    def booths(self) -> list[dict[str, Any]]:
        return self._ask("GET", "booths")

    def register(
        self, booth_id: str, label: str = "", profile: str = "reversal", key: str = ""
    ) -> dict[str, Any]:
        """The new booth's config.json; `key` as hex digits if it was made here."""
        booth = {"id": booth_id, "label": label, "profile": profile, "key": key}
        return self._ask("POST", "booths", json=booth)

    def config(self, booth_id: str, *, new_key: bool = False) -> dict[str, Any]:
        """Its config.json anew: for another board."""
        return self._ask("POST", f"booths/{booth_id}/config", json={"new_key": new_key})

    def certificate(self, booth_id: str) -> dict[str, bytes]:
        """Its files ca, cert and key, each DER."""
        files = self._ask("POST", f"booths/{booth_id}/certificate")
        return {name: base64.b64decode(text) for name, text in files.items()}

    # ---- inspections

    def inspect(self, booth_id: str, want: str, for_s: int = 0) -> int:
        """`want`: vitals, checkup, or trace for so many seconds. Its number."""
        answer = self._ask("POST", f"booths/{booth_id}/inspections", json={"want": want, "for_s": for_s})
        return answer["n"]

    def inspections(self, booth_id: str) -> list[dict[str, Any]]:
        """The latest, newest first."""
        return self._ask("GET", f"booths/{booth_id}/inspections")

    def inspection(self, n: int, after: int = 0) -> dict[str, Any]:
        """`goes_on`, `verdict`; of a checkup the `answer` as the booth signed it (topic and payload, None
        while there is none), of a trace its `parts` after that one."""
        return self._ask("GET", f"inspections/{n}", params={"after": after})

    def stop(self, n: int) -> None:
        self._ask("POST", f"inspections/{n}/stop")

    def genuine(self, topic: str, payload: str) -> bool:
        """Whether a booth of this shop said that."""
        return self._ask("POST", "genuine", json={"topic": topic, "payload": payload})["genuine"]

    # ---- updates

    def releases(self) -> list[dict[str, Any]]:
        """Newest first."""
        return self._ask("GET", "releases")

    def rollouts(self) -> list[dict[str, Any]]:
        """Newest first."""
        return self._ask("GET", "rollouts")

    def roll_out(self, number: int, booth_ids: list[str] | None = None, waves: str | None = None) -> int:
        """Begin to update these booths, or all; its id."""
        wanted: dict[str, Any] = {"number": number, "booths": booth_ids or []}
        if waves:
            wanted["waves"] = waves
        return self._ask("POST", "rollouts", json=wanted)["id"]

    def stop_rollout(self) -> None:
        self._ask("POST", "rollouts/stop")

    # ---- asking

    def _ask(self, method: str, path: str, **options: Any) -> Any:
        try:
            answer = self._http.request(method, path, **options)
        except httpx.HTTPError as error:
            raise HubAway(why_away(self.url, error)) from None
        if answer.status_code < OK_MAX:
            return answer.json() if answer.content else None
        raise refused(answer)


def trusted(ca: str | None) -> ssl.SSLContext:
    """PEM or DER: the panel hands its authority out as DER."""
    if ca is None:
        return ssl.create_default_context()
    data = Path(ca).read_bytes()
    try:
        return ssl.create_default_context(cadata=data.decode("ascii") if b"-----" in data else data)
    except (ValueError, ssl.SSLError):
        raise HubError(f"{ca} holds no certificate; the panel's is at /authority.crt") from None


def why_away(url: str, error: httpx.HTTPError) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return f"{url} shows a certificate of an authority unknown here: give its file with --ca"
    if isinstance(error, httpx.TimeoutException):
        return f"{url} does not answer; is the hub up, and is this its network?"
    return f"{url} cannot be reached ({error}); look at the address, and whether the hub is up"


def refused(answer: httpx.Response) -> HubError:
    try:
        said = answer.json()
        return HubError(said["text"], said["error"])
    except (ValueError, KeyError, TypeError):
        words = {
            401: "the hub wants name and password again",
            403: "you may not do that; the right it takes is to look after controllers",
            404: "that is no hub, or another version of it",
            429: "too many wrong passwords; wait a few minutes",
        }
        code = answer.status_code
        return HubError(words.get(code, f"the hub answered {code}: look at its log"), str(code))
