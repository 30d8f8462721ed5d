"""A planner's whole state as one versioned file, checked on the way in like a stranger's.

The format alone: what a choice or a look may be, the page says (`views.state.kept`).
"""

from geo.project_file.frames import check_size, frame_of, store
from geo.project_file.model import Project, ProjectLimits, StoredLayer
from geo.project_file.networks import network_of, store_network
from geo.project_file.reading import load
from geo.project_file.writing import dump

__all__ = [
    "ProjectLimits",
    "Project",
    "StoredLayer",
    "check_size",
    "dump",
    "frame_of",
    "load",
    "network_of",
    "store",
    "store_network",
]
