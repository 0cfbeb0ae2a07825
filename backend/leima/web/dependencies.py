"""What a handler may ask for by name: the caller's claims, the store, the outside."""

from typing import TypeAlias

from litestar.di import NamedDependency
from litestar.params import SkipValidation

from leima.db.database import Database
from leima.web.tokens import Claims as AccessClaims
from leima.world.world import World

Claims: TypeAlias = NamedDependency[SkipValidation[AccessClaims]]
Store: TypeAlias = NamedDependency[SkipValidation[Database]]
Outside: TypeAlias = NamedDependency[SkipValidation[World]]
