"""A standard wheel carries the built PWA and shared/; an editable install finds both at the repository root."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarryTheProduct(BuildHookInterface[Any]):
    """Adds `pwa/dist` as `leima/_pwa` and `shared` as `leima/_shared`; `leima/paths.py` looks there first."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Refuse a wheel without the PWA: it would serve an empty page."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        if not (root / "pwa" / "dist" / "index.html").is_file():
            raise RuntimeError("pwa/dist is missing. Run `npm run build` first; it needs Node 20 or newer.")
        build_data["force_include"][str(root / "pwa" / "dist")] = "leima/_pwa"
        build_data["force_include"][str(root / "shared")] = "leima/_shared"
