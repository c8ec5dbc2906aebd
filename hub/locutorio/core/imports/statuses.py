"""What the status words of a sheet mean for a row: blocked, gone, or nothing. Before station 5.

Most only say how a price has moved, which a comparison tells better. Must not know rows and columns.

>>> status("BLOCKED (fraud)"), status("Sin cambio"), status("gone fishing")
('forbidden', '', 'unknown')
"""

from functools import lru_cache

from locutorio.core.imports.wording import phrases, plain

FORBIDDEN, ENDED, UNKNOWN = "forbidden", "ended", "unknown"

BLOCKED = phrases("""
    blocked, block, barred, forbidden, closed, suspended, unavailable, prohibited, not available, not allowed
    bloqueado, bloqueada, cerrado, cerrada, prohibido, prohibida, suspendido, suspendida, no disponible
    bloqué, bloquée, interdit, interdite, fermé, fermée, suspendu, suspendue, indisponible, non disponible
    proibido, proibida, fechado, fechada, suspenso, suspensa, indisponível, não disponível
    blokováno, blokovaný, zablokováno, zakázáno, zakázaný, nedostupné
    محظور, محظورة, ممنوع, مغلق, غير متاح""")
GONE = phrases("""
    deleted, delete, discontinued, removed, remove, obsolete, withdrawn, expired
    eliminado, eliminada, suprimido, suprimida, baja, retirado, retirada
    supprimé, supprimée, retiré, retirée
    removido, removida, descontinuado
    zrušeno, zrušený, odstraněno, ukončeno
    ملغى, محذوف""")
NEUTRAL = phrases("""
    new, increase, increased, decrease, decreased, unchanged, no change, same, current, active, open,
    opened, ok
    changed, change, update, up, down, effective, new rate, new price, none, yes, price increase,
    price decrease
    nuevo, nueva, aumento, sube, subida, bajada, disminución, sin cambio, sin cambios, activo, activa, abierto
    vigente, igual
    nouveau, nouvelle, hausse, augmentation, baisse, diminution, inchangé, inchangée, sans changement, actif
    ouvert
    novo, nova, redução, inalterado, inalterada, sem alteração, sem alterações, ativo, ativa, aberto
    nový, nové, zvýšení, zvýšeno, snížení, sníženo, beze změny, aktivní
    جديد, زيادة, تخفيض, انخفاض, بدون تغيير, نشط""")
NEGATIONS = phrases("not, no, non, ne, não, غير")


@lru_cache(maxsize=1024)
def status(text: str) -> str:
    """FORBIDDEN, ENDED, UNKNOWN, or "" for what makes no difference to the price."""
    phrase = plain(text)
    words = set(phrase.split())
    said = {phrase} if words & NEGATIONS else {phrase, *words}
    if said & BLOCKED:
        return FORBIDDEN
    if said & GONE:
        return ENDED
    return "" if phrase in NEUTRAL or not phrase else UNKNOWN
