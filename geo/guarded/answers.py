"""Classes that answers of the children may hold, by what is asked."""

from geo.incoming.model import (
    Choices,
    Columns,
    Guess,
    Incoming,
    Issue,
    Layer,
    Peek,
    RepairReport,
    Sample,
)
from geo.incoming.wanting import Sought
from geo.network.graph import BuildReport, WalkNetwork
from geo.project_file.opening import OpenedLayer, OpenedNetwork, OpenedProject
from geo.sandbox.codec import Classes, classes

NONE: Classes = classes()
PEEK = classes(Peek, Layer, Sample, Guess, Choices, Columns)
INCOMING = classes(Incoming, RepairReport, Issue, Choices, Columns)
SOUGHT = classes(Sought, Incoming, RepairReport, Issue, Choices, Columns)
NETWORK = classes(WalkNetwork, BuildReport)
PROJECT = classes(OpenedProject, OpenedLayer, OpenedNetwork, WalkNetwork, BuildReport)
