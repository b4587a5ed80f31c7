"""Pages of questionnaires, for those who answer and for those who run rounds."""

from pmo_academy.maturity.views import answering, rounds, sections

blueprints = (answering.bp, rounds.bp)

__all__ = ["answering", "blueprints", "rounds", "sections"]
