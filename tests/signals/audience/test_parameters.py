"""What counts heads names the parameter that it misses, or that is no number."""

import pytest

from signals import ParameterError, load_parameters
from signals.audience.counting import SteadyCount
from signals.audience.direction import HeadDirection
from signals.audience.merging import Merging
from signals.audience.sheets import Sheets
from signals.audience.tiles import Tiles
from signals.contract.parameters import Parameters

PARAMETERS = load_parameters()
USED = sorted(name for name in PARAMETERS if name.startswith("audience_"))


def make_all(parameters: Parameters) -> None:
    for part in (Tiles, Merging, Sheets, HeadDirection, SteadyCount):
        part(parameters)


@pytest.mark.parametrize("name", USED)
def test_a_missing_parameter_is_named(name: str) -> None:
    lacking = {other: entry for other, entry in PARAMETERS.items() if other != name}
    with pytest.raises(ParameterError, match=f"parameter {name} is missing"):
        make_all(Parameters(lacking))


@pytest.mark.parametrize("name", USED)
def test_a_parameter_that_is_text_is_named(name: str) -> None:
    with pytest.raises(ParameterError, match=f"parameter {name} must be"):
        make_all(Parameters({**PARAMETERS, name: {"value": "much"}}))
