"""The face graph of single pictures: by MediaPipe's schema FaceMesh's own, with one constant more."""

import pytest
from mediapipe.calculators.core.constant_side_packet_calculator_pb2 import ConstantSidePacketCalculatorOptions
from mediapipe.framework.calculator_pb2 import CalculatorGraphConfig

from backend.web.face_graph import BadGraphError, untracked
from backend.web.static_files import FACE_MESH

OTHER = CalculatorGraphConfig(node=[{"calculator": "Other"}]).SerializeToString()
GRAPH = (FACE_MESH / "face_mesh.binarypb").read_bytes()
FINDER = "FaceLandmarkFrontGpu"
TOLD = "USE_PREV_LANDMARKS:use_prev_landmarks"


def test_it_is_the_installed_graph_and_tells_the_finder_of_faces_not_to_track() -> None:
    expected = CalculatorGraphConfig.FromString(GRAPH)
    (finder,) = (node for node in expected.node if node.calculator == FINDER)
    finder.input_side_packet.append(TOLD)
    constant = expected.node.add(
        calculator="ConstantSidePacketCalculator", output_side_packet=["PACKET:use_prev_landmarks"]
    )
    constant.options.Extensions[ConstantSidePacketCalculatorOptions.ext].packet.add().bool_value = False
    assert CalculatorGraphConfig.FromString(untracked(GRAPH)) == expected


def test_long_fields_keep_their_length() -> None:
    graph = CalculatorGraphConfig.FromString(GRAPH)
    graph.input_stream.append("long" * 10_000)
    assert CalculatorGraphConfig.FromString(untracked(graph.SerializeToString())).input_stream[-1] == (
        "long" * 10_000
    )


@pytest.mark.parametrize("graph", [b"", OTHER])
def test_a_graph_that_finds_no_faces_is_refused(graph: bytes) -> None:
    with pytest.raises(BadGraphError, match="FaceLandmarkFrontGpu"):
        untracked(graph)
