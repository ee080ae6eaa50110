"""Whether everybody can use both apps: WCAG 2.2 AA, by keyboard, at 200%, without motion, without colour."""
