"""Jobs: what is worked out beside the pages, once however often it is asked for."""

from collections.abc import Callable
from threading import Event

import pytest
from flask import Flask
from flask.testing import FlaskClient
from locutorio.core.rights import Right
from locutorio.panel.jobs import SLOTS_MAX, Jobs, Progress
from locutorio.panel.progress import EXTENSION
from waiting import wait_for

PATIENCE_S = 60
NEEDED = Right.PRICES_SET


class Work:
    """Work that goes on until the test lets it end."""

    def __init__(self) -> None:
        self.begun = 0
        self.go_on = Event()
        self.stopped = Event()

    def __call__(self, progress: Progress) -> str:
        self.begun += 1
        try:
            progress(1, 4)
            assert self.go_on.wait(PATIENCE_S)
            progress(4, 4)
        except BaseException:
            self.stopped.set()
            raise
        return "answer"


def test_the_same_question_is_the_same_job() -> None:
    jobs, work = Jobs(), Work()
    job = jobs.run("slot", "what?", work, NEEDED)
    assert not job.over_within(0)
    assert jobs.run("slot", "what?", work, NEEDED) is job
    wait_for(lambda: (job.done, job.total) == (1, 4))
    work.go_on.set()
    assert job.over_within(PATIENCE_S)
    assert job.answer() == "answer"
    assert jobs.run("slot", "what?", work, NEEDED) is job
    assert work.begun == 1


def test_another_question_gives_the_first_up() -> None:
    jobs, first, second = Jobs(), Work(), Work()
    given_up = jobs.run("slot", "what?", first, NEEDED)
    wait_for(lambda: given_up.total)
    job = jobs.run("slot", "what else?", second, NEEDED)
    for work in (first, second):
        work.go_on.set()
    assert first.stopped.wait(PATIENCE_S)
    assert not given_up.is_over
    assert job.over_within(PATIENCE_S)
    assert jobs.find(given_up.id) is None
    assert jobs.find(job.id) is job


def test_what_went_wrong_is_told_to_who_asks() -> None:
    def broken(progress: Progress) -> str:
        raise ZeroDivisionError("by design")

    job = Jobs().run("slot", "what?", broken, NEEDED)
    assert job.over_within(PATIENCE_S)
    with pytest.raises(ZeroDivisionError):
        job.answer()


def test_only_so_many_answers_are_kept() -> None:
    jobs = Jobs()
    slots = [f"slot {place}" for place in range(SLOTS_MAX + 1)]
    kept = [jobs.run(slot, "what?", lambda progress: "answer", NEEDED) for slot in slots]
    assert jobs.find(kept[0].id) is None
    assert jobs.find(kept[-1].id) is kept[-1]


def test_a_forgotten_question_is_worked_out_anew() -> None:
    jobs, work = Jobs(), Work()
    work.go_on.set()
    assert jobs.run("slot", "what?", work, NEEDED).over_within(PATIENCE_S)
    jobs.forget("slot")
    assert jobs.run("slot", "what?", work, NEEDED).over_within(PATIENCE_S)
    assert work.begun == 2


def test_the_page_follows_a_job_for_who_may_ask(panel: Flask, sign_in: Callable[[str], FlaskClient]) -> None:
    work = Work()
    job = panel.extensions[EXTENSION].run("slot", "what?", work, NEEDED)
    wait_for(lambda: job.total)
    owner = sign_in("Ana")
    piece = owner.get(f"/jobs/{job.id}").text
    assert 'value="25"' in piece
    assert "data-over" not in piece
    work.go_on.set()
    assert job.over_within(PATIENCE_S)
    assert "data-over" in owner.get(f"/jobs/{job.id}").text
    assert owner.get("/jobs/unknown").status_code == 404
    assert sign_in("Luis").get(f"/jobs/{job.id}").status_code == 403
