"""The pure rules of exams: drawing, reading answers, grading, reviewing."""
