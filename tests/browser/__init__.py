"""The product in a real browser: pages, camera and FaceMesh, over a real relay."""
