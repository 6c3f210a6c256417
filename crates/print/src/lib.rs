//! Charts as SVG, shared by pages and commands.
