"""Opens pages as a browser would: nothing of the test leaks into the request."""

from contextvars import Context
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pmo_academy.core.db import session


class Client(FlaskClient):
    """A test client whose requests share no session and no `g` with the test around them."""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        """Store what the test has changed, send the request, let the test see what it changed."""
        if has_app_context():
            session().commit()
        response = Context().run(super().open, *arguments, **options)
        if has_app_context():
            session().expire_all()
        return response
