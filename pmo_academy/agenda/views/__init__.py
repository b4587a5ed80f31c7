"""The pages of staying on track."""

from pmo_academy.agenda.views import agenda

blueprints = (agenda.bp,)
