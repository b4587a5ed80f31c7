"""The app factory: reads like a table of contents, and is the only file that knows all features."""

from pathlib import Path
from uuid import UUID

from flask import Flask

from pmo_academy import config
from pmo_academy.agenda import items as agenda_items
from pmo_academy.agenda import mailing as agenda_mailing
from pmo_academy.agenda import views as agenda_views
from pmo_academy.certification import onward as programme_onward
from pmo_academy.certification import views as certification_views
from pmo_academy.certification.service import awards, drafts
from pmo_academy.config import Settings
from pmo_academy.core import db, events, files, guards, health, security, web
from pmo_academy.core.hosts import ByHost
from pmo_academy.exams import gallery as question_gallery
from pmo_academy.exams import views as exams_views
from pmo_academy.exams.events import AttemptPassed, AttemptSubmitted
from pmo_academy.exams.onward import Onward
from pmo_academy.home import navigation
from pmo_academy.home import views as home_views
from pmo_academy.learning import onward, package_host
from pmo_academy.learning import service as learning
from pmo_academy.learning import views as learning_views
from pmo_academy.learning.events import CourseCompleted, WorkProductAccepted, WorkProductJudged
from pmo_academy.maturity import mailing
from pmo_academy.maturity import queries as maturity_queries
from pmo_academy.maturity import service as maturity
from pmo_academy.maturity import views as maturity_views
from pmo_academy.maturity.events import RoundClosed, WorkshopFinished
from pmo_academy.people import sign_in
from pmo_academy.people import views as people_views
from pmo_academy.people.events import PersonJoined
from pmo_academy.people.models import Person
from pmo_academy.reports import views as reports_views
from pmo_academy.retention import service as retention
from pmo_academy.retention import views as retention_views
from pmo_academy.search import views as search_views
from pmo_academy.studio import releasing, waiting
from pmo_academy.studio import views as studio_views
from pmo_academy.studio.service import health as studio_health
from pmo_academy.ui import gallery

ROOT = Path(__file__).resolve().parent


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application; refuses to start with a route that says not who may use it."""
    settings = settings or config.from_environment()
    app = Flask(
        "pmo_academy",
        static_folder=str(ROOT / "ui" / "static"),
        template_folder=str(ROOT / "ui" / "templates"),
        instance_path=str(settings.data_dir.resolve()),
    )
    app.config.update(
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        TESTING=settings.testing,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        SETTINGS=settings,
    )
    app.url_map.strict_slashes = False
    db.set_up(app)
    files.set_up(app, settings)
    if settings.packages_at:
        packages = package_host.create(app, settings)
        app.wsgi_app = ByHost(app.wsgi_app, origin=settings.packages_at, other=packages)  # type: ignore[method-assign]
    security.set_up(app, settings)
    web.set_up(app)
    sign_in.set_up(app)
    app.extensions["navigation"] = navigation.items
    app.extensions["exams.onward"] = _onward
    app.extensions["certification.rounds"] = maturity_queries.list_taken_rounds
    _register_pages(app, settings)
    _wire_events()
    guards.check_routes(app)
    mailing.register()
    agenda_mailing.register()
    studio_health.register()
    releasing.register()
    agenda_items.add_source(waiting.drafts)
    return app


def _register_pages(app: Flask, settings: Settings) -> None:
    app.register_blueprint(home_views.bp)
    app.register_blueprint(search_views.bp)
    for blueprint in agenda_views.blueprints:
        app.register_blueprint(blueprint)
    for blueprint in people_views.blueprints:
        app.register_blueprint(blueprint)
    for blueprint in maturity_views.blueprints:
        app.register_blueprint(blueprint)
    app.register_blueprint(exams_views.bp)
    app.register_blueprint(learning_views.bp)
    app.register_blueprint(certification_views.bp)
    app.register_blueprint(certification_views.certificates.bp)
    app.register_blueprint(certification_views.tracks.bp)
    app.register_blueprint(certification_views.track_assignments.bp)
    app.register_blueprint(retention_views.bp)
    app.register_blueprint(studio_views.bp)
    for blueprint in reports_views.blueprints:
        app.register_blueprint(blueprint)
    if settings.shows_gallery or settings.testing:
        app.register_blueprint(gallery.bp)
        app.register_blueprint(question_gallery.bp)
    app.add_url_rule("/healthz", "healthz", health.show)


def _onward(quiz_id: UUID, person: Person) -> Onward:
    """Ask who owns a quiz where it leads back to: a course, or a programme."""
    found = onward.from_quiz(quiz_id, person)
    return found if found.home else programme_onward.from_quiz(quiz_id, person)


def _award_after_round(event: RoundClosed) -> None:
    """Certification and maturity stand side by side; here they meet."""
    awards.award_to_all(event.took_part)


def _draft_after_workshop(event: WorkshopFinished) -> None:
    drafts.propose_for_workshop(
        led_by=event.led_by, workshop_id=event.workshop_id, round_title=event.round_title
    )


def _wire_events() -> None:
    """Tell features above what happened in features below."""
    events.subscribe(PersonJoined, learning.welcome)
    events.subscribe(AttemptPassed, learning.go_on_after)
    events.subscribe(AttemptSubmitted, retention.keep_missed)
    events.subscribe(CourseCompleted, drafts.propose_for_completion)
    events.subscribe(CourseCompleted, awards.award_after)
    events.subscribe(AttemptPassed, awards.award_after_test)
    events.subscribe(WorkProductAccepted, awards.award_after)
    events.subscribe(WorkProductJudged, drafts.propose_for_judging)
    events.subscribe(WorkshopFinished, _draft_after_workshop)
    events.subscribe(RoundClosed, _award_after_round)
    events.subscribe(CourseCompleted, maturity.follow_up_completion)
    events.subscribe(CourseCompleted, retention.fill_after)
