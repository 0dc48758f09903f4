"""Who wrote it, as it is printed."""

WRITING = ("writer", "reporter", "photographer")
DESK = ("translator", "editor")


def person(name, place=""):
    return f"{name} in {place}" if place else name


def line(people):
    """“Elena Chernenko, Kabai Karabekov in Bishkek” from dicts with `name` and `place`."""
    return ", ".join(person(p["name"], p.get("place", "")) for p in people)
