"""What a column of a carrier's sheet can be, and the words that head such columns. Before station 5.

The words are English, Spanish, French, Portuguese, Czech and Arabic. Must not know grids.

>>> named("Precio por minuto (€)"), named("Country code"), named("Notes")
('price', 'country_code', '')
"""

from locutorio.core.imports.wording import phrases, plain

PREFIX, COUNTRY_CODE, LABEL, PRICE, CONNECT_FEE = "prefix", "country_code", "label", "price", "connect_fee"
INCREMENTS, FIRST_S, NEXT_S = "increments", "first_s", "next_s"
VALID_FROM, VALID_UNTIL, STATUS = "valid_from", "valid_until", "status"
ROLES = (
    *(PREFIX, COUNTRY_CODE, LABEL, PRICE, CONNECT_FEE, INCREMENTS, FIRST_S, NEXT_S),
    *(VALID_FROM, VALID_UNTIL, STATUS),
)
REPEATED = {PREFIX, LABEL}  # may be spread over several columns

HEADINGS = {
    COUNTRY_CODE: """
        country code, cc
        código de país, código país
        indicatif pays, code pays
        código do país, ddi
        kód země, předvolba země
        رمز الدولة, رمز البلد, مفتاح الدولة""",
    PREFIX: """
        prefix, prefixes, code, codes, dial code, dial codes, dialcode, area code, area codes,
        city code, city codes, destination code, breakout, breakouts, e164, number range
        prefijo, prefijos, código, códigos, código de área, códigos de área, indicativo, indicativos
        préfixe, préfixes, indicatif, indicatifs, indicatif régional
        prefixo, prefixos
        předvolba, předvolby, předčíslí, kód, kódy, směrové číslo
        البادئة, بادئة, المفتاح, رمز, الرمز, رمز المنطقة""",
    LABEL: """
        destination, destinations, destination name, description, name, country, country name, location, zone,
        area, area name, region, route, network, operator, label
        destino, destinos, descripción, nombre, país, zona, operador, red
        libellé, pays, nom, réseau, opérateur, désignation
        descrição, nome, rede, operadora
        destinace, popis, název, země, stát, síť
        الوجهة, الدولة, البلد, الوصف, الاسم, المنطقة, الشبكة""",
    PRICE: """
        price, prices, rate, rates, cost, tariff, charge, amount, price per minute, rate per minute,
        price min,
        rate min, per minute, ppm, price per second, per second, new rate, new price
        precio, precios, tarifa, coste, costo, importe, precio minuto, precio por minuto, por minuto,
        nueva tarifa, nuevo precio
        prix, tarif, tarifs, coût, prix minute, prix par minute, prix à la minute, par minute, nouveau prix,
        nouveau tarif
        preço, preços, custo, valor, preço por minuto, novo preço, nova tarifa
        cena, sazba, cena za minutu, nová cena, nová sazba
        السعر, سعر, التعرفة, سعر الدقيقة, السعر الجديد, التكلفة""",
    CONNECT_FEE: """
        connect, connect fee, connection, connection fee, connection charge, setup, setup fee, set up fee,
        call setup, fixed fee, surcharge
        establecimiento, coste de establecimiento, cuota de establecimiento, establecimiento de llamada
        frais de connexion, coût de connexion, mise en relation, frais de mise en relation
        ligação, taxa de ligação, taxa de estabelecimento, taxa de conexão
        spojovací poplatek, poplatek za spojení
        رسوم الاتصال, رسم الاتصال""",
    INCREMENTS: """
        increment, increments, billing, billing increment, billing increments, billing interval,
        billing terms,
        billing cycle, rounding
        incremento, incrementos, facturación, tarificación, fracción
        facturation, incrément de facturation, incréments, palier, paliers
        cadência, tarifação
        účtování, tarifikace, impulsy, takt
        الفوترة, وحدة الفوترة, الزيادة""",
    FIRST_S: """
        first, first s, first increment, first interval, initial, initial increment, initial block,
        interval 1,
        minimum, minimum duration, minimum seconds, min duration, min time
        primer incremento, primer intervalo, bloque inicial, inicial, mínimo, duración mínima
        premier palier, premier incrément, palier initial, durée minimale
        primeiro incremento, intervalo inicial, duração mínima
        první interval, minimální délka
        المدة الأولى, الحد الأدنى""",
    NEXT_S: """
        next, next s, next increment, next interval, subsequent, subsequent increment, second increment,
        additional, additional increment, following, interval n, interval 2
        siguiente, siguiente intervalo, incremento siguiente, incremento adicional
        suivant, palier suivant, incrément suivant
        próximo incremento, incremento seguinte
        další interval, následující
        المدة التالية, التالية""",
    VALID_FROM: """
        effective, effective date, effective from, valid from, from, start, start date, date, begin,
        activation date
        vigencia, vigente desde, fecha, fecha de vigencia, fecha efectiva, fecha de inicio, desde,
        válido desde,
        inicio, en vigor
        date d'effet, date de début, à partir de, à compter du, valable du, effectif
        data, data de início, data efetiva, válido de
        platnost od, platí od, od, datum, účinnost
        تاريخ السريان, من تاريخ, التاريخ, ساري من""",
    VALID_UNTIL: """
        valid until, valid to, until, to, end, end date, expires, expiry, expiry date, expiration,
        expiration date, effective to, discontinued at
        hasta, válido hasta, fecha fin, fecha de fin, caducidad, vence
        jusqu'au, valable jusqu'au, date de fin
        até, válido até, data fim, data de fim
        platnost do, platí do, do
        إلى تاريخ, تاريخ الانتهاء, ساري حتى""",
    STATUS: """
        status, state, change, rate change, action, comment, comments, remark, remarks, blocked, forbidden
        estado, cambio, observaciones
        statut, état, changement, remarque
        situação, alteração
        stav, změna, poznámka
        الحالة, ملاحظات""",
}
ROLE_OF = {phrase: role for role, listed in HEADINGS.items() for phrase in phrases(listed)}
LONGEST = max(phrase.count(" ") for phrase in ROLE_OF) + 1
# Beside a new price these head another figure.
OF_ANOTHER_PRICE = phrases("""
    old, previous, change, difference, diff, percent, variation, type, last
    anterior, antiguo, antigua, cambio, variación
    ancien, ancienne, précédent
    antigo, antiga, alteração
    stará, původní, změna
    القديم, السابق""")


def named(heading: str) -> str:
    """The role a heading names, by the longest of our phrases in it; "" if by none."""
    words = plain(heading).split()
    for length in range(min(len(words), LONGEST), 0, -1):
        for start in range(len(words) - length + 1):
            role = ROLE_OF.get(" ".join(words[start : start + length]))
            if role is not None:
                return "" if role == PRICE and OF_ANOTHER_PRICE.intersection(words) else role
    return ""
