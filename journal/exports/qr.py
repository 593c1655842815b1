"""QR codes as rows of modules, for whoever draws them."""

import segno


def rows(text: str) -> tuple[str, ...]:
    """The code's rows from the top, "1" for a dark module. The light border of four modules is left to the drawing."""
    code = segno.make_qr(text, error="m")
    return tuple("".join("1" if module else "0" for module in row) for row in code.matrix)
