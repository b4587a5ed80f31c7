"""Work for later: written with its cause, done at least once, tried again, given up in the end."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from pmo_academy.core import clock, jobs
from pmo_academy.core.db import transaction
from pmo_academy.core.jobs import HopelessJobError, Job, JobError
from pmo_academy.core.runner import in_background


@pytest.fixture
def done(monkeypatch):
    """What the handlers of the kinds used here have done."""
    seen = []
    monkeypatch.setattr(jobs, "_handlers", {"note": lambda task: seen.append(task.payload)})
    return seen


def put(kind="note", payload=None, **options):
    with transaction():
        jobs.put(kind, payload or {"n": 1}, **options)


def only(session):
    session.expire_all()
    return session.scalars(select(Job)).one()


def test_a_job_is_done_once_and_forgets_what_it_was_about(session, done):
    put()

    first, second = jobs.run_due(), jobs.run_due()

    assert (first.done, second.done) == (1, 0)
    assert done == [{"n": 1}]
    job = only(session)
    assert (job.payload, job.attempts, job.problem) == ({}, 1, "")
    assert job.done_at is not None


def test_what_is_rolled_back_leaves_no_job(session, done):
    jobs.put("note", {})
    session.rollback()

    assert jobs.run_due().done == 0


def test_the_same_key_is_the_same_job_even_when_it_is_done(session, done):
    put(key="a")
    put(payload={"n": 2}, key="a")
    jobs.run_due()
    put(payload={"n": 3}, key="a")

    assert jobs.run_due().done == 0
    assert done == [{"n": 1}]


def test_a_job_waits_for_its_time(session, done):
    put(due_at=clock.now() + timedelta(hours=1))
    assert jobs.run_due().done == 0

    with clock.set_to(clock.now() + timedelta(hours=1, seconds=1)):
        assert jobs.run_due().done == 1


def test_a_kind_that_nobody_does_waits(session, done):
    put("unknown")

    assert jobs.run_due() == jobs.Outcome()


def test_a_failure_is_tried_again_after_growing_waits_and_given_up(session, monkeypatch):
    def fail(task):
        raise JobError("The mail server is away.")

    monkeypatch.setattr(jobs, "_handlers", {"note": fail})
    put()
    moment, waits = clock.now() + timedelta(seconds=1), []

    while not jobs.list_given_up():
        with clock.set_to(moment):
            assert jobs.run_due().failed == 1
            assert jobs.run_due().failed == 0
        waits.append(only(session).due_at - moment)
        moment = max(only(session).due_at, moment)

    assert waits[:-1] == list(jobs.WAITS)
    job = only(session)
    assert (job.problem, job.attempts) == ("The mail server is away.", jobs.MOST_ATTEMPTS)
    assert (job.payload, job.done_at) == ({}, None)
    with clock.set_to(moment + timedelta(days=3)):
        assert jobs.run_due() == jobs.Outcome()


def test_what_is_hopeless_is_given_up_at_once(session, monkeypatch):
    def fail(task):
        raise HopelessJobError("No such address.")

    monkeypatch.setattr(jobs, "_handlers", {"note": fail})
    put()

    assert jobs.run_due().failed == 1

    assert [job.problem for job in jobs.list_given_up()] == ["No such address."]


def test_an_unforeseen_error_keeps_only_its_kind(session, monkeypatch, caplog):
    def fail(task):
        raise ValueError("lena@example.test")

    monkeypatch.setattr(jobs, "_handlers", {"note": fail})
    put()
    jobs.run_due()

    assert only(session).problem == "ValueError"


def test_what_a_handler_has_begun_and_not_finished_is_undone(session, cast, monkeypatch):
    def fail(task):
        with transaction():
            cast.lena.name = "Changed"
            raise JobError("No.")

    monkeypatch.setattr(jobs, "_handlers", {"note": fail})
    put()
    jobs.run_due()

    session.refresh(cast.lena)
    assert cast.lena.name == "Lena Ortiz"


def test_a_job_whose_runner_died_is_taken_up_again(session, done):
    put()
    assert jobs._claim() is not None
    assert jobs.run_due().done == 0

    with clock.set_to(clock.now() + jobs.HELD_FOR + timedelta(seconds=1)):
        assert jobs.run_due().done == 1

    assert only(session).attempts == 2


def test_a_runner_that_comes_back_late_changes_nothing(session, done):
    put()
    late = jobs._claim()
    with clock.set_to(clock.now() + jobs.HELD_FOR + timedelta(seconds=1)):
        jobs._claim()

    jobs._put_back(late, "Late.", is_final=True)

    job = only(session)
    assert (job.problem, job.attempts, job.payload) == ("", 2, {"n": 1})


def test_of_many_runners_each_job_goes_to_one(app, session, monkeypatch):
    seen = []
    monkeypatch.setattr(jobs, "_handlers", {"note": lambda task: seen.append(task.payload["n"])})
    with transaction():
        for number in range(20):
            jobs.put("note", {"n": number})

    def run():
        with app.app_context():
            jobs.run_due()

    runners = [threading.Thread(target=run) for _number in range(4)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()

    assert sorted(seen) == list(range(20))


def test_old_rows_go(session, done):
    put(key="a")
    jobs.run_due()

    with clock.set_to(clock.now() + jobs.KEPT_FOR + timedelta(days=1)), transaction():
        jobs.forget_old()

    assert session.scalars(select(Job)).all() == []


def test_the_thread_beside_the_server_works_and_stops(app, session, done, caplog):
    put()
    worked, failed = threading.Event(), threading.Event()

    def work():
        if not failed.is_set():
            failed.set()
            raise RuntimeError("the first time fails")
        jobs.run_due()
        worked.set()

    with in_background(app, work, every=0.01):
        assert worked.wait(10)

    assert done == [{"n": 1}]
    assert not [thread for thread in threading.enumerate() if thread.name == "jobs"]
