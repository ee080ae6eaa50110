"""Service workers in a real browser: no script of this server becomes one, whatever a page asks for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from backend.web.static_files import face_mesh_folder

# Read into the browser's own store first, as a page's script could do.
REGISTER = """async ([script, how]) => {
  await (await fetch(script)).text();
  try {
    await navigator.serviceWorker.register(script, how);
    return "registered";
  } catch (error) {
    return error.message;
  }
}"""
REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"


@pytest.mark.parametrize("updated", ["imports", "all", "none"])
def test_no_script_of_ours_becomes_a_service_worker(relay: str, browser: Browser, updated: str) -> None:
    page = browser.new_page()
    page.goto(f"{relay}/s")
    # The last two would run as one: they touch no page. The last is kept for ever.
    for script in ("/student/main.js", "/protocol/room_code.js", f"{face_mesh_folder()}/face_mesh.js"):
        for kind in ("classic", "module"):
            how = {"type": kind, "updateViaCache": updated}
            said = page.evaluate(REGISTER, [script, how])
            assert "(403)" in said, (script, how, said)
    assert page.evaluate(REGISTERED) == 0
    page.close()
