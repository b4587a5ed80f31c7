"""How we score: the rules of a model with its numbers, and an example to recompute."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from pmo_academy.core.errors import NotFoundError
from pmo_academy.core.guards import public
from pmo_academy.core.web import render
from pmo_academy.maturity import queries
from pmo_academy.maturity.rules.confidence import SHARES, Part
from pmo_academy.maturity.worked_example import ROUNDS, text_of, worked_example

bp = Blueprint("scoring", __name__, url_prefix="/how-we-score", template_folder="../templates")


@bp.get("")
@public
def show_rules() -> ResponseReturnValue:
    """Explain every rule of a model in plain words, each with the figures of the example."""
    editions = queries.list_latest_editions()
    wanted = request.args.get("model", "")
    chosen = next((one for one in editions if wanted in ("", one.code)), None)
    if chosen is None and wanted:
        raise NotFoundError
    model = queries.model_of(chosen.id) if chosen else None
    return render(
        "maturity/how_we_score.html",
        model=model,
        edition=chosen,
        others=[one for one in editions if one is not chosen],
        example=worked_example(model) if model else None,
        shares={part.name.lower(): SHARES[part] for part in Part},
    )


@bp.get("/example/<file>")
@public
def download_example(file: str) -> ResponseReturnValue:
    """Give the answers of the example as the command reads them."""
    if file not in ROUNDS:
        raise NotFoundError
    headers = {"Content-Disposition": f"attachment; filename={file}"}
    return Response(text_of(file), mimetype="application/json", headers=headers)
