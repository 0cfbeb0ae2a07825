"""A standard wheel carries the built PWA and shared/; an editable install finds both at the repository root."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarryTheProduct(BuildHookInterface[Any]):
    """Adds `pwa/dist` as `leima/_pwa` and `shared` as `leima/_shared`; `leima/paths.py` looks there first."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add both, the PWA built first where it has not been."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        if not (root / "pwa" / "dist" / "index.html").is_file():
            build_pwa(root)
        build_data["force_include"][str(root / "pwa" / "dist")] = "leima/_pwa"
        build_data["force_include"][str(root / "shared")] = "leima/_shared"


def build_pwa(root: Path) -> None:
    """Build the PWA. Raises RuntimeError without Node: a wheel without the PWA would serve an empty page."""
    node = shutil.which("node")
    if node is None:
        raise RuntimeError("pwa/dist is missing, and Node 20 or newer, which builds it, is not here.")
    subprocess.run([node, "scripts/setup.mjs", "--pwa"], cwd=root, check=True)
