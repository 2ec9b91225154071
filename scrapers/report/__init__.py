"""Pages for people. Pure: pages and rules come in, one self-contained HTML file goes out."""
