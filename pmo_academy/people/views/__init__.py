"""The pages of accounts and of their administration."""

from pmo_academy.people.views import account, administration

blueprints = (account.bp, administration.bp)
