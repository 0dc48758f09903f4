"""The files made of a photograph, ours against plain Pillow and pyvips on the same picture.

The last line is JSON: by format, milliseconds of CPU and bytes of all five widths (medians of the
rounds, taken in turns) with our ratio to each of the others; the same for taking in an upload of
24 megapixels, and its peak memory in megabytes, each in a process of its own.
"""

import io
import json
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pyvips
from PIL import Image, ImageFilter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from photos import renditions, stamping

ROUNDS = 3
MARKS = stamping.Marks("Mona Iris", "Mona Iris/Field Images", "© Mona Iris")
WIDTHS = (*renditions.WIDTHS, renditions.LONGEST_SIDE)
FORMS = ("jpg", *renditions.MODERN)
PILLOW = {
    "jpg": ("JPEG", {"quality": 84}),
    "webp": ("WEBP", {"quality": 78}),
    "avif": ("AVIF", {"quality": 55}),
}
VIPS = {
    "jpg": lambda image: image.jpegsave_buffer(Q=84, optimize_coding=True),
    "webp": lambda image: image.webpsave_buffer(Q=78),
    "avif": lambda image: image.heifsave_buffer(Q=55, compression="av1"),
}


def photograph(width, height):
    """A JPEG with soft forms, hard edges and a little grain, as a camera makes one."""
    form = Image.effect_noise((width // 60, height // 60), 70).resize((width, height))
    edges = form.point(lambda value: 190 if value > 128 else 90).filter(ImageFilter.GaussianBlur(1))
    grain = Image.effect_noise((width, height), 8).filter(ImageFilter.GaussianBlur(1.5))
    light = Image.blend(Image.blend(edges, form, 0.5), grain, 0.3)
    sky = Image.radial_gradient("L").resize((width, height))
    out = io.BytesIO()
    colours = [Image.blend(light, sky, share) for share in (0.1, 0.2, 0.4)]
    Image.merge("RGB", colours).save(out, "JPEG", quality=92)
    return out.getvalue()


def ours(master):
    """Yields (form, bytes) of every file."""
    for _, form, data in renditions.finished(master, MARKS):
        yield form, data


def pillow(master):
    with Image.open(io.BytesIO(master)) as image:
        image.load()
        for width in WIDTHS:
            scaled = image.copy()
            scaled.thumbnail((width, image.height), Image.Resampling.LANCZOS)
            for form in FORMS:
                out = io.BytesIO()
                name, options = PILLOW[form]
                scaled.save(out, name, **options)
                yield form, out.getvalue()


def vips(master):
    for width in WIDTHS:
        scaled = pyvips.Image.thumbnail_buffer(master, width).copy_memory()
        for form in FORMS:
            yield form, VIPS[form](scaled)


def take_in_pillow(data):
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((renditions.LONGEST_SIDE,) * 2, Image.Resampling.LANCZOS)
        image.save(io.BytesIO(), "JPEG", quality=84)


def take_in_vips(data):
    pyvips.Image.thumbnail_buffer(data, renditions.LONGEST_SIDE).jpegsave_buffer(Q=84)


MAKERS = {"ours": ours, "pillow": pillow, "pyvips": vips}
TAKERS = {"ours": renditions.render, "pillow": take_in_pillow, "pyvips": take_in_vips}


def timed(maker, master):
    """{form: (milliseconds of CPU, bytes)} of all widths together."""
    spent, made = dict.fromkeys(FORMS, 0.0), dict.fromkeys(FORMS, 0)
    begun = time.process_time()
    for form, data in maker(master):
        spent[form] += (time.process_time() - begun) * 1000
        made[form] += len(data)
        begun = time.process_time()
    return {form: (spent[form], made[form]) for form in FORMS}


def milliseconds(function, data):
    begun = time.process_time()
    function(data)
    return (time.process_time() - begun) * 1000


def peak(name, path):
    """Megabytes that a process of its own needs at most to take this file in."""
    command = [sys.executable, __file__, name, str(path)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def take_in(name, path):
    """What `peak` starts. Linux alone tells the peak of a process without that of its parent."""
    TAKERS[name](Path(path).read_bytes())
    said = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    print(int(said[1]) // 1024)


def ratios(figures):
    """The same with our ratio to each of the others."""
    told = {
        f"ours_to_{name}": round(figures["ours"] / figures[name], 2)
        for name in figures
        if name != "ours"
    }
    return {name: round(figure, 1) for name, figure in figures.items()} | told


def median(rounds, form, part):
    return {name: statistics.median(each[form][part] for each in rounds[name]) for name in MAKERS}


def main():
    upload = photograph(6000, 4000)
    master = renditions.render(upload)[0].data
    rounds, taken = {name: [] for name in MAKERS}, {name: [] for name in TAKERS}
    for _ in range(ROUNDS):
        for name in MAKERS:
            rounds[name].append(timed(MAKERS[name], master))
            taken[name].append(milliseconds(TAKERS[name], upload))
    path = Path(__file__).resolve().parents[1] / "var" / "benchmark.jpg"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(upload)
    result = {"rounds": ROUNDS, "widths": WIDTHS}
    for form in FORMS:
        result[form] = {
            "cpu_ms": ratios(median(rounds, form, 0)),
            "kilobytes": ratios({n: b / 1024 for n, b in median(rounds, form, 1).items()}),
        }
    result["upload of 24 megapixels"] = {
        "cpu_ms": ratios({name: statistics.median(taken[name]) for name in taken}),
        "peak_mb": ratios({name: peak(name, path) for name in TAKERS}),
    }
    path.unlink()
    print(json.dumps(result))


if __name__ == "__main__":
    if sys.argv[1:]:
        take_in(*sys.argv[1:])
    else:
        main()
