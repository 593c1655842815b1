"""PostgreSQL, through Piccolo. Returns clinical values; the first parameter of every query is the scope."""
