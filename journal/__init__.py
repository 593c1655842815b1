"""Symptom Journal: daily check-ins, side effects and recovery between ketamine sessions."""

__version__ = "0.1.0"
