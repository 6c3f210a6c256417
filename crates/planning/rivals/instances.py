"""Placement instances of schema version 1, from a seed. Usage: instances.py FOLDER"""
import json, random, sys

LANGUAGES = ["fr", "de", "yi", "pl", "es", "ru"]
NEEDS = ["diet", "bed-rest", "wheelchair", "sight", "speech"]


def instance(seed, children, homes, filled, offer=0.5):
    """`filled`: children per bed; above 1 somebody has no place."""
    r = random.Random(seed)
    kids, group = [], 0
    while len(kids) < children:
        size = r.choices([1, 2, 3, 4, 5, 6], [40, 30, 16, 8, 4, 2])[0]
        name = None if size == 1 else f"g{group}"
        group += 1
        tongues = r.sample(LANGUAGES, r.choice([1, 1, 2]))
        strict = r.random() < 0.4
        for _ in range(min(size, children - len(kids))):
            kids.append({
                "id": f"c{len(kids)}", "group": name, "sex": r.choice("fm"), "age": r.randint(2, 16),
                "languages": tongues, "needs": [n for n in NEEDS if r.random() < 0.06], "observant": strict,
            })
    beds_wanted = children / filled
    places = []
    for h in range(homes):
        left = max(1, round(r.uniform(0.4, 1.6) * beds_wanted / homes))
        beds = []
        while left > 0:
            count = min(left, r.randint(1, max(2, left)))
            low = r.choice([0, 0, 3, 6, 10])
            beds.append({"sex": r.choice(["f", "m", "any"]), "from": low, "to": r.choice([12, 14, 17, 18]), "count": count})
            left -= count
        places.append({
            "id": f"h{h}", "beds": beds, "languages": r.sample(LANGUAGES, r.choice([1, 2, 3])),
            "offers": [n for n in NEEDS if r.random() < offer], "observant": r.random() < 0.3,
        })
    return {"children": kids, "homes": places}


def dormitories(seed, children, homes, beds_per_home, groups, forbidden=0):
    """Another shape: dormitories by sex, siblings near in age, `groups` the sizes drawn from."""
    r = random.Random(f"other-{seed}-{children}-{homes}-{beds_per_home}")
    kids, group = [], 0
    while len(kids) < children:
        size, tongues = r.choice(groups), r.sample(LANGUAGES, r.choice([1, 1, 2]))
        group += 1
        strict, base = r.random() < 0.4, r.randint(2, 12)
        for _ in range(min(size, children - len(kids))):
            kids.append({
                "id": f"c{len(kids)}", "group": None if size == 1 else f"g{group}", "sex": r.choice("fm"),
                "age": min(17, base + r.randint(0, 6)), "languages": tongues,
                "needs": [n for n in NEEDS if r.random() < 0.08], "observant": strict,
            })
    places = []
    for h in range(homes):
        sexes = r.choice([["any"], ["f", "m"], ["f"], ["m"], ["f", "m", "any"]])
        beds = [{
            "sex": sex, "from": r.choice([0, 4, 6]), "to": r.choice([11, 14, 17]),
            "count": max(1, round(r.gauss(beds_per_home / 2, beds_per_home / 4))),
        } for sex in sexes]
        places.append({
            "id": f"h{h}", "beds": beds, "languages": r.sample(LANGUAGES, r.choice([1, 2])),
            "offers": [n for n in NEEDS if r.random() < 0.4], "observant": r.random() < 0.25,
        })
    pairs = [{"child": f"c{r.randrange(children)}", "home": f"h{r.randrange(homes)}"} for _ in range(forbidden)]
    return {"children": kids, "homes": places, "forbidden": pairs}


if __name__ == "__main__":
    folder = sys.argv[1]
    for seed in range(8):
        for filled in (0.6, 0.85, 0.98, 1.15):
            with open(f"{folder}/house-{seed}-{filled}.json", "w") as f:
                json.dump(instance(seed, 60, 40, filled), f)
    for seed in range(2):
        for filled in (0.8, 0.97, 1.1):
            with open(f"{folder}/camp-{seed}-{filled}.json", "w") as f:
                json.dump(instance(seed, 5000, 500, filled), f)
    for seed in range(100, 106):
        for filled in (0.6, 0.85, 0.98, 1.15):
            with open(f"{folder}/new-{seed}-{filled}.json", "w") as f:
                json.dump(instance(seed, 60, 40, filled), f)
    mixed = [1, 1, 2, 2, 3, 4, 5, 6]
    for seed in range(4):
        for name, shape in (
            ("dorm2", (60, 40, 2, mixed)), ("dorm5", (60, 40, 5, mixed, 60)), ("few", (60, 10, 7, mixed)),
            ("clans", (60, 40, 2, [2, 3, 4, 5, 8, 11])), ("double", (120, 60, 3, [1, 1, 2, 2, 3, 4])),
        ):
            with open(f"{folder}/{name}-{seed}.json", "w") as f:
                json.dump(dormitories(seed, *shape), f)
