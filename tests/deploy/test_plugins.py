"""A node's own tree of plugins: the ones that it uses, and what these need."""

from pathlib import Path

import pytest

from deploy.local import plugins
from deploy.local.backends import Backends
from deploy.local.broker import SERVER


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """An installation's plugins: the board stands on the web server, the courier on nothing that is asked for."""
    folder = tmp_path / "plugins"
    an_application(folder, "rabbit-3.10.8", "kernel, ra")
    an_application(folder, "rabbitmq_prelaunch-3.10.8", "kernel")
    an_application(folder, "ra-2.2.0", "stdlib")
    an_application(folder, "board-3.10.8", "rabbit,\n  web")
    an_application(folder, "web-2.8.0", "kernel,board")
    an_application(folder, "courier-3.10.8", "rabbit")
    (folder / "README").write_text("")
    return folder


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tree").mkdir()
    return tmp_path / "tree"


def an_application(plugins: Path, folder: str, needs: str) -> None:
    name = folder.rsplit("-", 1)[0]
    ebin = plugins / folder / "ebin"
    ebin.mkdir(parents=True)
    (ebin / f"{name}.app").write_text(
        f"{{application,{name},[\n {{modules,[{name}]}},\n {{applications, [{needs}]}}]}}."
    )


def names(folders: list[Path]) -> set[str]:
    return {folder.name for folder in folders}


def test_what_a_plugin_needs_comes_with_it_and_nothing_else(installed: Path):
    found = plugins.needed(installed, "board")

    assert names(found) == {"rabbit-3.10.8", "rabbitmq_prelaunch-3.10.8", "ra-2.2.0", "board-3.10.8", "web-2.8.0"}


def test_an_installation_without_the_plugin_is_left_as_it_is(installed: Path):
    assert plugins.needed(installed, "no_such_plugin") == []
    assert plugins.needed(installed / "nowhere", "board") == []


def test_the_tree_follows_the_installation_to_its_next_version(installed: Path, tree: Path):
    plugins.link(tree, plugins.needed(installed, "board"))
    (installed / "ra-2.2.0").rename(installed / "ra-2.3.0")

    plugins.link(tree, plugins.needed(installed, "board"))

    assert names(list(tree.iterdir())) == names(plugins.needed(installed, "board"))
    assert all(link.resolve().is_dir() for link in tree.iterdir())


def test_the_tree_lets_go_of_what_is_not_needed_any_more(installed: Path, tree: Path):
    plugins.link(tree, plugins.needed(installed, "courier", "board"))

    plugins.link(tree, plugins.needed(installed, "board"))

    assert not (tree / "courier-3.10.8").is_symlink()
    assert (tree / "board-3.10.8").is_symlink()


def test_the_running_node_takes_its_plugins_from_a_tree_of_its_own(backends: Backends):
    data = backends.broker.programs()[0].folder
    tree = data / "server" / "plugins"
    node = backends.broker.programs()[1].record()

    assert node is not None
    loaded = Path(f"/proc/{node.pid}/environ").read_bytes().split(b"\0")
    assert f"ERL_LIBS={tree}".encode() in loaded
    assert {path.readlink().parent for path in tree.iterdir()} == {SERVER.resolve().parent.parent / "plugins"}
