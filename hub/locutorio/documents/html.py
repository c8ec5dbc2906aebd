"""The paper as a page that needs nothing else: to be looked at, kept, or sent as a letter.

Tables and styles of the old sort, because that is what programs for letters show; no scripts, no pictures
from elsewhere. Texts that people typed are escaped.
"""

from base64 import b64encode
from html import escape
from io import BytesIO

import segno

from locutorio.printing.layout import Document, lay_out
from locutorio.printing.sheet import Code, Line, Part
from locutorio.words import Words

COLUMNS = 42
_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title}</title>
</head>
<body style="margin:0;padding:16px;background:#ffffff;color:#1a1a1a">
<table role="presentation" cellspacing="0" cellpadding="0"
 style="margin:0 auto;width:{columns}ch;max-width:100%;font:15px/1.45 ui-monospace,Consolas,monospace">
{rows}
</table>
</body>
</html>
"""
_ENDS = {"ltr": ("left", "right"), "rtl": ("right", "left")}


def page(document: Document, *, copy: int = 0) -> str:
    """`copy` 0 is the original, n the nth DUPLICATE."""
    words = Words(document.language, document.timezone)
    direction = "rtl" if words.right_to_left else "ltr"
    parts = lay_out(document, COLUMNS, copy=copy)
    return _PAGE.format(
        language=escape(document.language),
        direction=direction,
        title=escape(document.shop_name),
        columns=COLUMNS,
        rows="\n".join(_row(part, direction) for part in parts),
    )


def _row(part: Part, direction: str) -> str:
    if isinstance(part, Code):
        return f'<tr><td colspan="2" style="text-align:center">{_code(part.text)}</td></tr>'
    if set(part.left) <= {"-", "="} and part.left:
        return f'<tr><td colspan="2" style="border-top:{_rule(part.left)};height:8px"></td></tr>'
    start, end = _ENDS[direction]
    style = ("font-weight:bold;" if part.bold else "") + ("font-size:1.5em;" if part.double else "")
    if part.align == "center" or not part.right:
        side = "center" if part.align == "center" else start
        return f'<tr><td colspan="2" style="{style}text-align:{side}">{_text(part)}</td></tr>'
    amount = f'<td dir="auto" style="{style}text-align:{end};white-space:nowrap">{escape(part.right)}</td>'
    return f'<tr><td style="{style}text-align:{start}">{_text(part)}</td>{amount}</tr>'


def _rule(text: str) -> str:
    return "3px double #1a1a1a" if text[0] == "=" else "1px solid #8a8a8a"


def _text(line: Line) -> str:
    """An empty line keeps its height, an indent its width."""
    indent = len(line.left) - len(line.left.lstrip())
    return "&nbsp;" * indent + escape(line.left.strip()) or "&nbsp;"


def _code(text: str) -> str:
    """The code itself, and a link for who reads this on the very telephone that would scan it."""
    picture = BytesIO()
    segno.make_qr(text, error="m").save(picture, kind="png", scale=4)
    data = b64encode(picture.getvalue()).decode()
    address = escape(text)
    return f'<a href="{address}"><img alt="{address}" src="data:image/png;base64,{data}"></a>'
