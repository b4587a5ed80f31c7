"""Pages of questionnaires, for those who answer and for those who run rounds."""

from pmo_academy.maturity.views import answering, rounds, scoring, sections, self_check, targets

blueprints = (answering.bp, rounds.bp, targets.bp, self_check.bp, scoring.bp)

__all__ = ["answering", "blueprints", "rounds", "scoring", "sections", "self_check", "targets"]
