"""The way in for a WSGI server: gunicorn 'wsgi:app'."""

from pmo_academy.app import create_app

app = create_app()
