"""The composition root: the only place where the parts are wired together."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Router
from litestar.di import Provide

from leima import paths
from leima.db.database import Database, Hooks
from leima.db.engine import open_database
from leima.db.jobs import Alarm, Job, keep_running
from leima.db.message import Message
from leima.db.tx import Change
from leima.features.absences import feature as absences
from leima.features.agreements import feature as agreements
from leima.features.api_keys import feature as api_keys
from leima.features.approvals import feature as approvals
from leima.features.approvals.correcting import correct_rest
from leima.features.attachments import feature as attachments
from leima.features.attachments.cleaning import cleaning
from leima.features.auth import feature as auth
from leima.features.auth.keys import load_keys
from leima.features.backups import feature as backups
from leima.features.backups.nightly import nightly
from leima.features.balances import feature as balances
from leima.features.calendar import feature as calendar
from leima.features.certificates import feature as certificates
from leima.features.claim_papers import feature as claim_papers
from leima.features.contracts import feature as contracts
from leima.features.days import feature as days
from leima.features.days.recompute import recompute_asks, recompute_days
from leima.features.desk import feature as desk
from leima.features.feeds import feature as feeds
from leima.features.history import feature as history
from leima.features.hours import feature as hours
from leima.features.importing import feature as importing
from leima.features.inbox.escalating import escalating
from leima.features.inbox.notices import NOTICES as OVERDUE
from leima.features.inbox.recording import recorded
from leima.features.inbox.routes import inbox_router
from leima.features.kiky import feature as kiky
from leima.features.kiky import posting
from leima.features.leading import feature as leading
from leima.features.leave import feature as leave
from leima.features.leave.following import follow_absences
from leima.features.ledger import feature as ledger
from leima.features.ledger.routes import ledger_router
from leima.features.logo import feature as logo
from leima.features.mail import feature as mail
from leima.features.mail.sending import sending as sending_mail
from leima.features.months import feature as months
from leima.features.notices import feature as notices
from leima.features.oidc import feature as oidc
from leima.features.passkeys import feature as passkeys
from leima.features.pay import feature as pay
from leima.features.payroll import feature as payroll
from leima.features.people import feature as people
from leima.features.presence import feature as presence
from leima.features.push import feature as push
from leima.features.push.sending import sending
from leima.features.rates import feature as rates
from leima.features.reminders import feature as reminders
from leima.features.reminders.reminding import reminding
from leima.features.reports import feature as reports
from leima.features.retention import feature as retention
from leima.features.rounds import feature as rounds
from leima.features.saving import feature as saving
from leima.features.setup import feature as setup
from leima.features.setup.features_used import usage_router
from leima.features.substitutes import feature as substitutes
from leima.features.sync.poke import Pokes
from leima.features.sync.routes import SyncRoutes
from leima.features.travel import feature as travel
from leima.features.webhooks import feature as webhooks
from leima.features.webhooks.sending import sending as sending_webhooks
from leima.features.webhooks.telling import tell_webhooks
from leima.settings import Settings, load
from leima.web import health
from leima.web.description import configured
from leima.web.errors import handle
from leima.web.guard import admit, provide_claims
from leima.web.headers import before_start
from leima.web.logs import configure
from leima.web.metrics import serve_metrics
from leima.web.static import static_router
from leima.web.types import make_ready
from leima.world.clock import SystemClock
from leima.world.mail import Mail, NoMail
from leima.world.providers import Providers
from leima.world.world import World

MAX_BODY = 1_048_576
"""Bytes of a request's body; sync says its own, lower limit."""


FEATURES = (
    auth.FEATURE,
    people.FEATURE,
    logo.FEATURE,
    substitutes.FEATURE,
    push.FEATURE,
    mail.FEATURE,
    notices.FEATURE,
    attachments.FEATURE,
    rates.FEATURE,
    agreements.FEATURE,
    months.FEATURE,
    ledger.FEATURE,
    hours.FEATURE,
    kiky.FEATURE,
    travel.FEATURE,
    leave.FEATURE,
    saving.FEATURE,
    certificates.FEATURE,
    rounds.FEATURE,
    feeds.FEATURE,
    absences.FEATURE,
    days.FEATURE,
    balances.FEATURE,
    pay.FEATURE,
    approvals.FEATURE,
    reports.FEATURE,
    leading.FEATURE,
    calendar.FEATURE,
    presence.FEATURE,
    claim_papers.FEATURE,
    payroll.FEATURE,
    contracts.FEATURE,
    history.FEATURE,
    importing.FEATURE,
    reminders.FEATURE,
    desk.FEATURE,
    backups.FEATURE,
    retention.FEATURE,
    api_keys.FEATURE,
    webhooks.FEATURE,
    oidc.FEATURE,
    passkeys.FEATURE,
    setup.FEATURE,
)
"""Every feature, one line each; a device's snapshot has their rows in this order."""
VIEWS = tuple(one for feature in FEATURES for one in feature.views)
"""Every row that a device may pull."""
WAITING = tuple(one for feature in FEATURES for one in feature.waiting)
"""Everything that may wait for a person's word: `waiting_for` lists what does."""
OPS = recorded((one for feature in FEATURES for one in feature.ops), WAITING)
"""Every operation that a device may push; those that decide leave behind what was decided."""
NOTICES: tuple[type[Message], ...] = (*(one for feature in FEATURES for one in feature.notices), *OVERDUE)
"""Everything that people may be told."""
USAGE = tuple(one for feature in FEATURES for one in feature.usage)
"""What a company may use or not."""
REMIND = reminding(WAITING)
JOBS = (*(one for feature in FEATURES for one in feature.jobs), REMIND, escalating(WAITING))
"""Everything that the server does by itself."""


def routers(pokes: Pokes) -> Sequence[Router]:
    """Every path over HTTP: those of the features, and those that are put together from several."""
    of_features = [one for feature in FEATURES for one in feature.routes]
    of_all = [ledger_router(posting.add), inbox_router(WAITING), usage_router(USAGE)]
    return [*of_features, *of_all, SyncRoutes(OPS, VIEWS, pokes).router(), health.router, static_router(paths.pwa())]


def open_world(settings: Settings) -> World:
    """The real outside: the machine's clock and the store that the settings name, which computes what was touched."""
    clock = SystemClock()
    mail = Mail(settings.smtp) if settings.smtp else NoMail()
    providers = Providers(beside=settings.sign_in_inside)
    return World(settings, clock, open_database(settings, clock.now, hooks()), mail=mail, providers=providers)


def hooks() -> Hooks:
    """What follows from every unit of work, whoever begins it."""
    return Hooks(recompute_days, (follow_absences, correct_rest, tell_webhooks), recompute_asks=recompute_asks)


def telling(pokes: Pokes, *alarms: Alarm) -> Callable[[str, Sequence[Change]], None]:
    """Tells devices of what was committed, and the senders of pushes and e-mail of new notices."""

    def committed(org: str, changes: Sequence[Change]) -> None:
        pokes.committed(org, changes)
        if any(change.type == "notice" for change in changes):
            for alarm in alarms:
                alarm.ring()

    return committed


def build_app(settings: Settings, world: World, jobs: Sequence[Job] = JOBS) -> Litestar:
    """The whole application over one world, and what it does by itself."""

    async def provide_db() -> Database:
        return world.db

    async def provide_world() -> World:
        return world

    pokes = Pokes()

    @asynccontextmanager
    async def life(app: Litestar) -> AsyncIterator[None]:
        world.keys = await load_keys(world.db)
        serve_metrics(settings)
        pokes.start()
        alarms = (world.push_waits, world.mail_waits)
        for alarm in (*alarms, world.webhooks_wait):
            alarm.start()
        world.db.hooks.after_commit, world.db.hooks.heard = telling(pokes, *alarms), pokes.announce
        world.db.listen()
        own = (*jobs, cleaning(world.blobs), sending(world), sending_mail(world), sending_webhooks(world))
        own = (*own, *nightly(world))
        running = [asyncio.create_task(keep_running(job, world.db, world.clock.now)) for job in own]
        yield
        for one in running:
            one.cancel()
        pokes.close()
        world.files.close()
        world.db.close()

    app = Litestar(
        route_handlers=list(routers(pokes)),
        before_request=admit,
        dependencies={
            "claims": Provide(provide_claims),
            "db": Provide(provide_db),
            "world": Provide(provide_world),
        },
        exception_handlers={Exception: handle},
        before_send=[before_start],
        request_max_body_size=MAX_BODY,
        openapi_config=configured() if settings.schema else None,
        lifespan=[life],
        logging_config=None,
    )
    app.state.world = world
    make_ready()
    return app


def from_environment() -> Any:
    """The ASGI app of a server process."""
    settings = load(os.environ)
    configure(settings)
    return build_app(settings, open_world(settings))
