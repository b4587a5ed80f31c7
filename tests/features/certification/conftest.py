"""The day on which these tests happen."""

import pytest

from pmo_academy.core import clock
from tests.features.certification.factories import TODAY


@pytest.fixture(autouse=True)
def _today():
    with clock.set_to(TODAY):
        yield
