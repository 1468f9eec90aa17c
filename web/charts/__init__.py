"""Charts as SVG, drawn on the server: geometry in attributes, colour in classes."""
