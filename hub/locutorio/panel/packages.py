"""Packages: what the shop sells by. Their list, the editor of a recipe, and who is sold by which.

What is typed in the editor stands in no price before it is reviewed and adopted (review.py). Must not know
what a recipe means: it is read by core.package, and a mistake is shown at its field.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio import holidays
from locutorio.core.country_groups import GROUPS
from locutorio.core.document import DocumentError
from locutorio.core.rights import Right
from locutorio.desk import booths, decks
from locutorio.desk import packages as desk
from locutorio.desk.errors import NoSheet
from locutorio.desk.packages import Package, PackageVersion
from locutorio.panel import package_fields
from locutorio.panel.access import open_to
from locutorio.panel.deps import deps
from locutorio.panel.language import language, words
from locutorio.panel.package_form import PackageForm
from locutorio.panel.package_preview import Sample, preview

bp = Blueprint("packages", __name__)

FORM_BYTES = 1024 * 1024  # a thousand rules


@bp.get("/packages")
@open_to(Right.PRICES_SET)
def packages() -> ResponseReturnValue:
    return render_template(
        "packages.html",
        packages=desk.packages(deps().store),
        in_force=in_force,
        decks=decks.decks(deps().store),
        booths=booths.booths(deps().store),
    )


@bp.post("/packages")
@open_to(Right.PRICES_SET)
def add() -> ResponseReturnValue:
    package_id = desk.add_package(
        deps().store,
        name=request.form["name"].strip(),
        deck_id=request.form.get("deck", type=int),
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    return redirect(url_for("packages.package", package_id=package_id), HTTPStatus.SEE_OTHER)


@bp.post("/packages/<int:package_id>/about")
@open_to(Right.PRICES_SET)
def change(package_id: int) -> ResponseReturnValue:
    desk.change_package(
        deps().store,
        package_id=package_id,
        name=request.form["name"].strip(),
        deck_id=request.form.get("deck", type=int),
        operator_id=current_user.id,
        now_ms=deps().clock(),
    )
    return redirect(url_for("packages.package", package_id=package_id), HTTPStatus.SEE_OTHER)


@bp.post("/packages/<int:package_id>/default")
@open_to(Right.PRICES_SET)
def make_default(package_id: int) -> ResponseReturnValue:
    desk.make_default(deps().store, package_id=package_id, operator_id=current_user.id, now_ms=deps().clock())
    return redirect(url_for("packages.packages"), HTTPStatus.SEE_OTHER)


@bp.post("/packages/booths")
@open_to(Right.PRICES_SET)
def assign() -> ResponseReturnValue:
    """Each booth's field holds the package it is sold by from its next visit on, "" = the shop's."""
    for booth in booths.booths(deps().store):
        package_id = request.form.get(booth.id, type=int)
        if booth.id in request.form and package_id != booth.package_id:
            desk.assign_booth(
                deps().store,
                booth_id=booth.id,
                package_id=package_id,
                operator_id=current_user.id,
                now_ms=deps().clock(),
            )
    flash(words().gettext("Kept. It holds from the next unlock on."), "info")
    return redirect(url_for("packages.packages"), HTTPStatus.SEE_OTHER)


# --- the editor ---------------------------------------------------------------------------------------------


@bp.get("/packages/<int:package_id>")
@open_to(Right.PRICES_SET)
def package(package_id: int) -> ResponseReturnValue:
    found = desk.package(deps().store, package_id)
    return editor(found, PackageForm.of_document(recipe_of(found), language()))


@bp.post("/packages/<int:package_id>")
@open_to(Right.PRICES_SET)
def edit(package_id: int) -> ResponseReturnValue:
    """`do`: "add" a rule, "drop" with a rule's place, "save" as a draft, or "review" what it would sell."""
    found = desk.package(deps().store, package_id)
    form = typed()
    do, _, rule = request.form.get("do", "save").partition(" ")
    if do == "add":
        return editor(found, form.with_rule(), added=True)
    if do == "drop":
        return editor(found, form.without_rule(rule))
    samples = looked_through(found, form)
    if form.wrong:
        return editor(found, form, samples=samples)
    desk.save_draft(deps().store, package_id=package_id, document=form.document())
    if do == "review":
        return redirect(url_for("review.review", package_id=package_id), HTTPStatus.SEE_OTHER)
    flash(words().gettext("The draft is kept. It prices nothing yet."), "info")
    return redirect(url_for("packages.package", package_id=package_id), HTTPStatus.SEE_OTHER)


@bp.post("/packages/<int:package_id>/preview")
@open_to(Right.PRICES_SET)
def previewed(package_id: int) -> ResponseReturnValue:
    """What a few destinations would cost with what is typed so far."""
    form = typed()
    samples = looked_through(desk.package(deps().store, package_id), form)
    return render_template("_package_preview.html", samples=samples, form=form)


def in_force(package: Package) -> PackageVersion | None:
    """What calls answered now are sold by."""
    return next((each for each in package.versions if each.in_force_from_ms <= deps().clock()), None)


def typed() -> PackageForm:
    request.max_form_memory_size = request.max_content_length = FORM_BYTES
    return PackageForm.of_fields(request.form, language())


def recipe_of(package: Package) -> Mapping[str, Any]:
    """What the editor begins with: the draft, else the recipe adopted last, else a first one. Prices that
    were written out rate by rate are no recipe; a new one takes their place."""
    if package.draft:
        return holidays.fold(package.draft)
    for version in package.versions:
        document = desk.document(deps().store, version.id)
        if "terms" in document:
            return holidays.fold(document)
    rounding = {"mode": "up", "decimals": deps().shop.currency.decimals}
    terms = {"percent": "20", "rounding": rounding}
    return {"timezone": deps().shop.timezone, "on_period_change": "split", "terms": terms}


def looked_through(package: Package, form: PackageForm) -> list[Sample]:
    """What the form's recipe would sell a few destinations for; none if something is wrong, which the form
    then tells at its place."""
    document, now_ms = form.document(), deps().clock()
    if form.wrong:
        return []
    try:
        tariff = desk.draft_tariff(deps().store, package.id, document, at_ms=now_ms)
    except DocumentError as error:
        form.blame(error)
        return []
    except NoSheet as error:
        form.wrong[""] = error
        return []
    sheet = decks.sheet_at(deps().store, package.deck_id, now_ms) if package.deck_id else None
    return preview(deps().shop, tariff, sheet, document, at_ms=now_ms)


def editor(
    package: Package, form: PackageForm, *, samples: list[Sample] | None = None, added: bool = False
) -> ResponseReturnValue:
    """The page with what is typed; `added`: the last rule is new, and waits to be filled in."""
    return render_template(
        "package.html",
        package=package,
        form=form,
        samples=looked_through(package, form) if samples is None else samples,
        added=added,
        decks=decks.decks(deps().store),
        groups=GROUPS,
        in_force=in_force(package),
        countries=package_fields.countries(language()),
    ), HTTPStatus.CONFLICT if form.wrong and not added else HTTPStatus.OK
