"""Signing what the fiscal profile wants signed, with the newest key that is in the books.

The first key comes about with the first thing it signs, and a change of the profile is written down with
the first thing sealed by it, in the same transaction. A lost key stops every sale that would have to be
signed; a new one begins only when somebody says so, and that is logged.
"""

from locutorio.core.fiscal import profile
from locutorio.core.shop import ShopProfile
from locutorio.core.signing import LostSealingKey, SealingKey, Signer
from locutorio.store import fiscal, people
from locutorio.store.engine import Store, Tx


def key_version(tx: Tx, shop: ShopProfile, *, now_ms: int) -> int:
    """The version to be written into what is about to be sealed; 0 = by these rules nothing is signed.

    If the rules were changed in the settings, that is written down first.
    """
    _keep_choice(tx, shop, now_ms=now_ms)
    return key_in_use(tx, shop, now_ms=now_ms).version if profile(shop.fiscal).signs else 0


def signature(tx: Tx, shop: ShopProfile, seal: str, *, version: int) -> str:
    """Of `seal` by the key of `version`; "" where that is 0."""
    if version == 0:
        return ""
    key = next(kept.key for kept in fiscal.keys(tx) if kept.key.version == version)
    return signed(shop, seal, key)


def signed(shop: ShopProfile, text: str, key: SealingKey) -> str:
    return _signer(shop).sign(text, key)


def key_in_use(tx: Tx, shop: ShopProfile, *, now_ms: int) -> SealingKey:
    kept = fiscal.keys(tx)
    return kept[-1].key if kept else _begin(tx, shop, version=1, now_ms=now_ms)


def begin_key(store: Store, shop: ShopProfile, *, reason: str, operator_id: int, now_ms: int) -> SealingKey:
    """A new key signs from now on: the old one was lost, or others may have seen it."""
    with store.begin() as tx:
        before = [kept.key.version for kept in fiscal.keys(tx)]
        key = _begin(tx, shop, version=max(before, default=0) + 1, now_ms=now_ms)
        people.log(
            tx, "sealing_key", person_id=operator_id, at_ms=now_ms, detail=reason,
            before={"version": max(before, default=None)}, after={"version": key.version},
        )  # fmt: skip
    return key


def keys(store: Store) -> list[fiscal.KeptKey]:
    """All that ever signed, the newest last."""
    with store.read() as tx:
        return fiscal.keys(tx)


def _keep_choice(tx: Tx, shop: ShopProfile, *, now_ms: int) -> None:
    before = fiscal.chosen(tx)
    if before != shop.fiscal:
        fiscal.choose(tx, shop.fiscal, at_ms=now_ms)
        people.log(
            tx, "fiscal_profile", person_id=None, at_ms=now_ms, before={"profile": before},
            after={"profile": shop.fiscal},
        )  # fmt: skip


def _begin(tx: Tx, shop: ShopProfile, *, version: int, now_ms: int) -> SealingKey:
    key = _signer(shop).new_key(version)
    fiscal.add_key(tx, key, from_ms=now_ms)
    return key


def _signer(shop: ShopProfile) -> Signer:
    if shop.signer is None:
        raise LostSealingKey("this program was started without the folder of the sealing keys")
    return shop.signer
