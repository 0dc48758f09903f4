"""The demo edition's pictures, by slug: drawn when the edition is loaded, never shipped."""

from newsroom.demo.pictures_bridge import bridge_river
from newsroom.demo.pictures_chess import chess_window
from newsroom.demo.pictures_chips import semiconductor_town
from newsroom.demo.pictures_desalination import desalination_plant
from newsroom.demo.pictures_harbour import harbour_cranes
from newsroom.demo.pictures_island import wind_island
from newsroom.demo.pictures_kiln import ceramics_kiln
from newsroom.demo.pictures_kitchen import recipe_archive
from newsroom.demo.pictures_library import library_house
from newsroom.demo.pictures_market import market_stalls
from newsroom.demo.pictures_olives import olive_trees
from newsroom.demo.pictures_pass import mountain_road
from newsroom.demo.pictures_reservoir import empty_reservoir
from newsroom.demo.pictures_school import school_courtyard
from newsroom.demo.pictures_terrace import football_terrace
from newsroom.demo.pictures_train import night_train

PICTURES = {
    "harbour-cranes": harbour_cranes,
    "night-train": night_train,
    "olive-trees": olive_trees,
    "library-house": library_house,
    "chess-window": chess_window,
    "desalination-plant": desalination_plant,
    "mountain-road": mountain_road,
    "semiconductor-town": semiconductor_town,
    "football-terrace": football_terrace,
    "bridge-river": bridge_river,
    "ceramics-kiln": ceramics_kiln,
    "school-courtyard": school_courtyard,
    "recipe-archive": recipe_archive,
    "market-stalls": market_stalls,
    "wind-island": wind_island,
    "empty-reservoir": empty_reservoir,
}


def draw(slug, width=1800):
    """The picture as an RGB image; `width` is that of a wide one, a tall one is 4/5 of it.

    Raises KeyError for a slug nobody has drawn.
    """
    return PICTURES[slug](width)
