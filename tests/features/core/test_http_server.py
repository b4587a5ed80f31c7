"""The web server over real sockets: many browsers at once, and a proxy in front."""

import contextlib
import http.client
import socket
from urllib.parse import urlsplit

from tests.support.server import in_a_thread

IDLE_BROWSERS = 600  # a class of 500 and their managers, each with a line kept open


def echo(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ.get("HTTP_X_FORWARDED_FOR", "nobody").encode()]


def ask(address, headers=()):
    host = urlsplit(address)
    with contextlib.closing(
        http.client.HTTPConnection(host.hostname, host.port, timeout=10)
    ) as line:
        line.request("GET", "/", headers=dict(headers))
        return line.getresponse().read().decode()


def test_who_comes_while_hundreds_keep_a_line_open_is_answered():
    with in_a_thread(echo) as address, contextlib.ExitStack() as open_lines:
        host = urlsplit(address)
        for _ in range(IDLE_BROWSERS):
            place = (host.hostname, host.port)
            open_lines.enter_context(socket.create_connection(place, timeout=10))

        assert ask(address) == "nobody"


def test_what_a_proxy_tells_reaches_the_app():
    with in_a_thread(echo) as address:
        assert ask(address, {"X-Forwarded-For": "192.0.2.7"}) == "192.0.2.7"
