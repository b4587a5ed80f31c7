"""Pages of questionnaires, for those who answer and for those who run rounds."""

from pmo_academy.maturity.views import answering, rounds, sections, targets

blueprints = (answering.bp, rounds.bp, targets.bp)

__all__ = ["answering", "blueprints", "rounds", "sections", "targets"]
