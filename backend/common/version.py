"""Version: the one place where the release's number stands; the package, /healthz and the pages read it."""

VERSION = "0.2.0"
