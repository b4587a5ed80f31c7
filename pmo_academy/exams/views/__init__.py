"""The pages of exams: the start card, the attempt, the result."""

from pmo_academy.exams.views import attempts, quizzes, results
from pmo_academy.exams.views.blueprint import bp

__all__ = ["attempts", "bp", "quizzes", "results"]
