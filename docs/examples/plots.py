"""Three plots from a published chronicle: events a month by type, casualties by place, a map.

    python docs/examples/plots.py output/data plots

reads the tables with chronicle.load and writes by_month.png, by_place.png and map.png. It needs pandas and matplotlib:
`pip install pandas matplotlib`. Run it in the project's folder, or with plugins/ on PYTHONPATH.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "plugins"))

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd

import chronicle

SHADES = ("#7a2e2a", "#c0763a", "#2f5d7c", "#5c7a3d", "#6b4c86", "#565656")
"""Apart from one another in grey too, and each at least 3:1 against white."""
DAYS_KNOWN = 4
"""date_precision up to a month: an event known to the year only stands in no month."""


def monthly(events: pd.DataFrame) -> pd.DataFrame:
    """Count events by month (rows) and event type (columns); those that no single month holds are left out."""
    first, last = events.date_start.dt.to_period("M"), events.date_end.dt.to_period("M")
    within = events[(events.date_precision <= DAYS_KNOWN) & (first == last)]
    counts = within.groupby([within.date_start.dt.to_period("M"), "event_type"]).size().unstack(fill_value=0)
    if counts.empty:
        return counts
    return counts.reindex(pd.period_range(counts.index.min(), counts.index.max(), freq="M"), fill_value=0)


def casualties(events: pd.DataFrame, most: int = 12) -> pd.DataFrame:
    """Add up the dead by place: the lowest and the highest numbers stated, for the places with most.

    Sums of what is stated are no count of the dead: an event without a number adds nothing.
    """
    known = events.dropna(subset=["place"])
    low = known.fatalities_low.fillna(known.fatalities_best).fillna(0)
    high = known.fatalities_high.fillna(known.fatalities_best).fillna(low)
    sums = pd.DataFrame({"place": known.place, "low": low, "high": high}).groupby("place").sum()
    return sums[sums.high > 0].sort_values(["high", "low"]).tail(most)


def located(events: pd.DataFrame) -> pd.DataFrame:
    """Count events by place and how exactly it is known, in the country that most events are in."""
    known = events.dropna(subset=["latitude", "longitude", "country"])
    if known.empty:
        return known.assign(events=0)
    known = known[known.country == known.country.mode()[0]]
    by = ["place", "longitude", "latitude", "geo_precision"]
    return known.groupby(by).size().rename("events").reset_index()


def draw(events: pd.DataFrame, title: str, folder: Path) -> list[Path]:
    """Draw the three plots into a folder; return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []

    def save(name: str) -> None:
        made.append(folder / name)
        plt.tight_layout()
        plt.savefig(made[-1], dpi=120, metadata={"Software": None})
        plt.close()

    counts = monthly(events)
    plt.figure(figsize=(10, 4.6))
    below = pd.Series(0, index=counts.index)
    for number, kind in enumerate(counts.columns):
        shade = SHADES[number % len(SHADES)]
        plt.bar(counts.index.to_timestamp(), counts[kind], bottom=below, width=25, label=kind, color=shade)
        below += counts[kind]
    # Below the axis, where it covers no bar.
    plt.legend(fontsize="small", frameon=False, ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.1))
    plt.ylabel("events a month")
    plt.title(title, fontsize="medium")
    save("by_month.png")

    sums = casualties(events)
    plt.figure(figsize=(8, 5))
    plt.barh(sums.index, sums.high - sums.low, left=sums.low, color="#b0655f", label="lowest to highest stated")
    plt.plot(sums.low, sums.index, "o", clip_on=False, color="#7a2e2a", markersize=4, label="lowest stated")
    plt.margins(x=0.03)
    plt.xlim(left=0)
    plt.xlabel("dead, as stated by sources")
    plt.legend(fontsize="small", frameon=False)
    plt.title(title, fontsize="medium")
    save("by_place.png")

    points = located(events)
    plt.figure(figsize=(8, 7))
    for precision, label in ((3, "a region only"), (2, "near the place"), (1, "the place itself")):
        some = points[points.geo_precision == precision]
        shade = "#7a2e2a" if precision == 1 else "#565656"
        size = 12 * some.events.clip(lower=2)
        plt.scatter(some.longitude, some.latitude, s=size, color=shade, alpha=0.75, linewidths=0, label=label)
    plt.margins(0.08)
    middle = points.longitude.agg(["min", "max"]).mean() if not points.empty else 0
    for place in points.sort_values("events").tail(8).itertuples():
        # Towards the middle of the map, so that no name runs over its edge.
        west = place.longitude <= middle
        plt.annotate(
            f"{place.place} ({place.events})",
            (place.longitude, place.latitude),
            xytext=(6 if west else -6, 3),
            textcoords="offset points",
            ha="left" if west else "right",
            fontsize="small",
        )
    if not points.empty:
        plt.gca().set_aspect(1 / math.cos(math.radians(points.latitude.mean())))
    plt.xlabel("degrees east")
    plt.ylabel("degrees north")
    plt.legend(fontsize="small", frameon=False, title="known as")
    plt.title(title, fontsize="medium")
    save("map.png")
    return made


def main(data: str, folder: str) -> None:
    """Read a published chronicle and draw it."""
    tables = chronicle.load(data)
    title = f"{len(tables.events)} events, data version {tables.version}"
    for path in draw(tables.frames.events, title, Path(folder)):
        print(path)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ("output/data", "plots")))
