"""Shows on both databases that the migrations build the very tables the models describe.

`python -m tests.support.schema [--no-postgresql]`
"""

import sys
import tempfile
from pathlib import Path

from flask_migrate import check, upgrade

from pmo_academy.app import create_app
from pmo_academy.config import Settings
from tests.support.postgres import postgres


def main() -> None:
    """Check SQLite, then PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="pmo-schema-") as folder:
        show("SQLite", f"sqlite:///{folder}/pmo-academy.sqlite3", Path(folder))
        if "--no-postgresql" not in sys.argv:
            with postgres() as server:
                show("PostgreSQL", server.url, Path(folder))


def show(name: str, url: str, data_dir: Path) -> None:
    """Build the tables by migrations and compare them with the models."""
    print(f"-- {name}", flush=True)  # noqa: T201
    key = "only for tests, and long enough for a key"
    app = create_app(Settings(database_url=url, secret_key=key, data_dir=data_dir, testing=True))
    migrations = str(Path(__file__).resolve().parents[2] / "migrations")
    with app.app_context():
        upgrade(directory=migrations)
        check(directory=migrations)


if __name__ == "__main__":
    main()
