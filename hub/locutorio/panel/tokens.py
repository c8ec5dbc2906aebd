"""What a technician's tool carries after it has proved name and password once: who, and since when, signed.

It is good for a working day, and over with a new password or when its person may not come in any more.
Cookies open nothing where it does, and it opens nothing where they do: no page elsewhere can make a browser
use it.
Must not know requests.
"""

from itsdangerous import BadSignature, URLSafeSerializer

TOKEN_MS = 12 * 3600 * 1000
SALT = "technician's tool"


def issue(staff_id: str, secret_key: str | bytes, *, now_ms: int) -> str:
    return str(URLSafeSerializer(secret_key, salt=SALT).dumps([staff_id, now_ms]))


def staff_id(token: str, secret_key: str | bytes, *, now_ms: int) -> str:
    """Whom it names; "" = it is none of ours, or too old."""
    try:
        named, since_ms = URLSafeSerializer(secret_key, salt=SALT).loads(token)
    except (BadSignature, ValueError):
        return ""
    return str(named) if 0 <= now_ms - int(since_ms) < TOKEN_MS else ""
