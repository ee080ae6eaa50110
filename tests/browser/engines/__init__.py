"""One whole lesson in three engines: the browsers behind one interface, and the steps they all take."""
