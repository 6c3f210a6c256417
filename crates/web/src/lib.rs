//! Pages and API: one file per resource (routes, form, handler, view). Knows HTTP and HTML.
