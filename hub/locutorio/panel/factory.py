"""Puts the panel together: one Flask application from the parts it is given."""

from flask import Flask

from locutorio.panel import (
    accounts,
    alarms,
    api,
    audit,
    bills,
    board,
    calls,
    checkout,
    closings,
    customers,
    decks,
    documents,
    drawer,
    extras,
    fleet,
    health,
    imports,
    login,
    own,
    packages,
    people,
    prefs,
    price_lists,
    prices,
    prints,
    problems,
    progress,
    public_bill,
    receipts,
    refunds,
    rerating,
    review,
    roles,
    rollouts,
    shifts,
    stream,
    tools,
    whatif,
)
from locutorio.panel.access import guard
from locutorio.panel.armour import arm
from locutorio.panel.deps import EXTENSION, PanelDeps
from locutorio.panel.errors import answer_errors
from locutorio.panel.jobs import Jobs
from locutorio.panel.language import speak
from locutorio.panel.look import dress

PAGES = (
    accounts, alarms, api, audit, bills, board, calls, checkout, closings, customers, decks, documents,
    drawer, extras, fleet, health, imports, login, own, packages, people, prefs, price_lists, prices,
    prints, problems, progress, public_bill, receipts, refunds, rerating, review, roles, rollouts,
    shifts, stream, tools, whatif,
)  # fmt: skip


def create_panel(deps: PanelDeps) -> Flask:
    app = Flask("locutorio.panel")
    app.secret_key = deps.secret_key
    app.extensions[EXTENSION] = deps
    app.extensions[progress.EXTENSION] = Jobs()
    for page in PAGES:
        app.register_blueprint(page.bp)
    guard(app)  # first of all: what strangers send is not even read
    arm(app)
    speak(app)
    dress(app)
    answer_errors(app)
    return app
