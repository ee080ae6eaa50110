"""The recorder: pictures of a face, seen by FaceMesh, into landmark recordings; a developer's tool."""
