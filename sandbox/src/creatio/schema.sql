-- What the CRM keeps beside its objects, whose tables are made from the model.

-- `kind`: cookie (the browser's, with a CSRF token; `life_ms` counts from the last request) or
-- bearer.
CREATE TABLE IF NOT EXISTS crm_sessions (
    token TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('cookie', 'bearer')),
    csrf TEXT NOT NULL DEFAULT '',
    user_id INTEGER NOT NULL REFERENCES users,
    life_ms INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);

-- The bytes of stream columns.
CREATE TABLE IF NOT EXISTS crm_streams (
    record BLOB NOT NULL,
    field TEXT NOT NULL,
    mime TEXT NOT NULL DEFAULT '',
    bytes BLOB NOT NULL,
    PRIMARY KEY (record, field)
);

-- What a user may not do, though all others may: `run Code`, `read Object`, `write Object`.
CREATE TABLE IF NOT EXISTS crm_denials (
    user_id INTEGER NOT NULL REFERENCES users,
    what TEXT NOT NULL,
    PRIMARY KEY (user_id, what)
) WITHOUT ROWID;

-- The last number given to a record of an object.
CREATE TABLE IF NOT EXISTS crm_numbers (
    object TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) WITHOUT ROWID;
