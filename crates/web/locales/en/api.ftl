# The API: what a program sent and could not be understood.
api-hint = See /api/openapi.json for every field. Nothing was written.
api-not-an-object = A JSON object is expected.
api-not-json = This is not JSON in UTF-8.
api-too-large = The body is too large.
api-unknown-field = There is no such field here.
api-unreadable = The value is not of the kind that is expected here.
