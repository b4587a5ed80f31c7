"""The pages of staying on track."""

from pmo_academy.agenda.views import agenda, preferences, private

blueprints = (agenda.bp, preferences.bp, private.bp)
