"""The unit of systemd is hardened, by systemd's own measure."""

import re
import shutil
import subprocess

from tests.house.house import ROOT

UNIT = ROOT / "deploy" / "leima.service"


CLOSED = (
    *("CapabilityBoundingSet=", "DynamicUser=yes", "NoNewPrivileges=yes", "PrivateDevices=yes", "PrivateTmp=yes"),
    *("ProtectHome=yes", "ProtectSystem=strict", "RestrictNamespaces=yes", "SystemCallFilter=@system-service"),
)


def exposure() -> float:
    """Systemd's measure of the unit, from 0 (nothing exposed) to 10; 0 where systemd is not on the machine."""
    if shutil.which("systemd-analyze") is None:
        return 0.0
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    level = re.search(r"Overall exposure level for leima.service: ([\d.]+)", told.stdout)
    assert level is not None, told.stdout + told.stderr
    return float(level[1])


def test_the_unit_is_exposed_to_little() -> None:
    lines = UNIT.read_text("utf-8").splitlines()
    assert [line for line in CLOSED if line not in lines] == []
    assert exposure() <= 2.0


def test_the_container_takes_every_file_that_the_wheel_is_built_from() -> None:
    text = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
    assert [
        name for name in ("backend", "shared", "hatch_build.py", "LICENSE", "requirements.lock") if name not in text
    ] == []
