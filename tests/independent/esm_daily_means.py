"""Daily means of the open ESM diary, straight from its CSV, by the rules published in docs/imports.md.

Shares no code with the journal: standard library only, exact fractions, written from the document. Run as
`python tests/independent/esm_daily_means.py ESMdata.csv`; prints one line per day.
"""

import csv
import sys
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

RATINGS = ("mood", "function", "energy", "anxiety", "pain")


def one_decimal(value: Fraction) -> Fraction:
    """The nearest tenth, as an exact fraction. No answer lies half-way: all are whole sixths of ten."""
    return Fraction(round(value * 10), 10)


def share(text: str, low: int, high: int) -> Fraction | None:
    """The answer as 0-10, or None where the person gave none."""
    if text.strip() in ("", "NA"):
        return None
    return one_decimal(Fraction(int(text) - low, high - low) * 10)


def ratings_of(line: dict[str, str]) -> dict[str, Fraction | None]:
    tired = line["phy_tired"].strip()
    return {
        "mood": share(line["mood_cheerf"], 1, 7),
        "function": share(line["act_well"], 1, 7),
        "energy": None if tired in ("", "NA") else one_decimal(10 - Fraction(int(tired) - 1, 6) * 10),
        "anxiety": share(line["mood_anxious"], -3, 3),
        "pain": share(line["phy_pain"], 1, 7),
    }


def day_of(line: dict[str, str]) -> date:
    """The local day: 04:00 to 04:00, by when the entry was begun, else by when its prompt came."""
    prompt = datetime.strptime(line["date"] + " " + line["beeptime"], "%d/%m/%y %H:%M")
    if line["resptime_s"].strip() in ("", "NA"):
        begun = prompt
    else:
        begun = datetime.strptime(line["date"] + " " + line["resptime_s"], "%d/%m/%y %H:%M:%S")
        if prompt - begun > timedelta(hours=12):
            begun += timedelta(days=1)
    return (begun - timedelta(hours=4)).date()


def daily_means(path: str) -> dict[date, dict[str, Any]]:
    """{day: {"n": check-ins, rating: mean as a Fraction, or None}}, for days with a check-in."""
    days: dict[date, list[dict[str, Fraction | None]]] = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            ratings = ratings_of(line)
            if any(value is not None for value in ratings.values()):
                days.setdefault(day_of(line), []).append(ratings)
    means: dict[date, dict[str, Any]] = {}
    for day in sorted(days):
        means[day] = {"n": len(days[day])}
        for rating in RATINGS:
            given = [value for ratings in days[day] if (value := ratings[rating]) is not None]
            means[day][rating] = sum(given) / len(given) if given else None
    return means


if __name__ == "__main__":
    print("date,n," + ",".join(RATINGS))
    for day, row in daily_means(sys.argv[1]).items():
        values = ["" if row[rating] is None else f"{float(row[rating]):.12g}" for rating in RATINGS]
        print(f"{day},{row['n']},{','.join(values)}")
