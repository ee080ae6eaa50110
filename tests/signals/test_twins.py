"""The twins: the same files, the same public names in the same order, the same parameters."""

import ast
import json
import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
SIGNALS = REPOSITORY / "signals"
# Of the developers' tools these two are told in both languages: no browser makes recordings from files.
OFFLINE_TWINS = {"offline/recordings/recording", "offline/replay/replay"}
# The packages' own files, and the doors to the tools, which live in offline/.
NO_TWINS = {"__init__", "__main__", "replay"}


def stems(suffix: str) -> set[str]:
    """Return the modules of signals/ in one language, as paths without their suffix."""
    found = (path.relative_to(REPOSITORY) for path in SIGNALS.rglob(f"*{suffix}"))
    return {path.with_suffix("").as_posix() for path in found if path.stem not in NO_TWINS}


STEMS = sorted(stems(".py") | OFFLINE_TWINS)
# Plain objects in JavaScript: type definitions, which stand where they are needed and do nothing.
SHAPES = {
    "Similarity",
    "Step",
    "Head",
    "Reading",
    "Seen",
    "Settings",
    "Report",
    "Rule",
    "Opening",
    "Follower",
    "Facts",
    "Learnt",
    "Cue",
    "Tile",
    "Box",
    "Area",
    "Counts",
}
LANGUAGE_ONLY = {"ReadQuickly", "main", "at", "degrees", "rotate", "Array", "Measure"} | SHAPES

_JS_DECLARATION = re.compile(r"^export (?:async )?(?:function\*?|class|const) (\w+)", re.MULTILINE)
_PARAMETER = re.compile(r"""(?:number|points|pairs|coordinates|weights)\(\s*["'](\w+)["']""")


def python_source(stem: str) -> str:
    return (REPOSITORY / f"{stem}.py").read_text(encoding="utf-8")


def javascript_source(stem: str) -> str:
    return (REPOSITORY / f"{stem}.js").read_text(encoding="utf-8")


def plain(name: str) -> str:
    """Return a name without what the languages write differently."""
    return name.replace("_", "").lower()


def python_names(stem: str) -> list[str]:
    """Return a module's public declarations in order."""
    names = []
    for node in ast.parse(python_source(stem)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
    return [plain(name) for name in names if not name.startswith("_") and name not in LANGUAGE_ONLY]


def javascript_names(stem: str) -> list[str]:
    names = _JS_DECLARATION.findall(javascript_source(stem))
    return [plain(name) for name in names if name not in LANGUAGE_ONLY]


def python_methods(stem: str) -> dict[str, list[str]]:
    """Return the public methods and properties of each public class, in order."""
    classes = [node for node in ast.parse(python_source(stem)).body if isinstance(node, ast.ClassDef)]
    return {
        plain(node.name): [
            plain(part.name)
            for part in node.body
            if isinstance(part, ast.FunctionDef) and not part.name.startswith("_")
        ]
        for node in classes
        if not node.name.startswith("_") and node.name not in LANGUAGE_ONLY
    }


def javascript_methods(stem: str) -> dict[str, list[str]]:
    """Return the public methods and getters of each exported class, in order."""
    bodies = re.findall(r"^export class (\w+)[^{]*\{\n(.*?)^\}", javascript_source(stem), re.M | re.S)
    heads = re.compile(r"^  (?:get )?([a-z]\w*)\([^)]*\) \{$", re.MULTILINE)
    return {
        plain(name): [plain(head) for head in heads.findall(body) if head != "constructor"]
        for name, body in bodies
    }


def used_parameters(source: str) -> set[str]:
    return set(_PARAMETER.findall(source))


def shipped_parameters() -> dict[str, dict[str, object]]:
    parsed: dict[str, dict[str, object]] = json.loads((SIGNALS / "parameters.json").read_text("utf-8"))
    return parsed


def test_each_module_has_its_twin() -> None:
    assert stems(".js") == stems(".py")


@pytest.mark.parametrize("stem", STEMS)
def test_twins_name_each_other_in_their_first_lines(stem: str) -> None:
    name = Path(stem).name
    assert f"Twin of {name}.js." in python_source(stem)[:300]
    assert f"Twin of {name}.py." in javascript_source(stem)[:300]


@pytest.mark.parametrize("stem", STEMS)
def test_twins_declare_the_same_names_in_the_same_order(stem: str) -> None:
    assert python_names(stem) == javascript_names(stem)


@pytest.mark.parametrize("stem", STEMS)
def test_twin_classes_have_the_same_methods_in_the_same_order(stem: str) -> None:
    assert python_methods(stem) == javascript_methods(stem)


@pytest.mark.parametrize("stem", STEMS)
def test_twins_use_the_same_parameters(stem: str) -> None:
    assert used_parameters(python_source(stem)) == used_parameters(javascript_source(stem))


def test_every_parameter_is_used_and_says_its_unit_and_reason() -> None:
    sources = "".join(map(python_source, STEMS))
    by_pattern = {f"eyeball_{way}_cm" for way in ("temporal", "up", "forward")}
    for name, entry in shipped_parameters().items():
        assert set(entry) == {"value", "unit", "why"}, name
        assert len(str(entry["why"])) > 10, name
        assert f'"{name}"' in sources or name in by_pattern, f"{name} is used nowhere"


@pytest.mark.parametrize("stem", STEMS)
def test_what_a_browser_loads_needs_no_node(stem: str) -> None:
    if stem not in {"signals/contract/parameter_file", *OFFLINE_TWINS}:
        assert "node:" not in javascript_source(stem)
        assert ".json" not in re.sub(r"/\*.*?\*/", "", javascript_source(stem), flags=re.S)
