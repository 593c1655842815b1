"""The clinical core: values and decisions.

Standard library only. Nothing here awaits, reads a clock, or draws a random number, so every rule
can be read, and tested, as a table.
"""
