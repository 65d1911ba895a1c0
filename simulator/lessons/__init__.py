"""Prepared lessons in two languages: a question before each answer, figures, and what the evidence holds against it."""
