-- Everything the sandbox remembers. Times are milliseconds since the Unix epoch, spans are
-- seconds, ids of conversations, channels and invitations are UUIDs (16-byte blobs).

CREATE TABLE IF NOT EXISTS teams (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    invite_chat_timeout INTEGER NOT NULL DEFAULT 30,
    call_timeout INTEGER NOT NULL DEFAULT 30,
    max_no_answer INTEGER NOT NULL DEFAULT 3,
    no_answer_delay INTEGER NOT NULL DEFAULT 10,
    wrap_up_time INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS skills (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- Licences are words separated by spaces; a user of the CRM only has none.
CREATE TABLE IF NOT EXISTS users (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    chat_name TEXT NOT NULL DEFAULT '',
    extension TEXT NOT NULL DEFAULT '',
    licences TEXT NOT NULL DEFAULT '',
    -- Does not want to be disturbed.
    dnd INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users,
    expires_at INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS tokens_of_user ON tokens (user_id);

CREATE TABLE IF NOT EXISTS agents (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL UNIQUE REFERENCES users,
    team_id INTEGER NOT NULL REFERENCES teams,
    status TEXT NOT NULL DEFAULT 'offline',
    status_payload TEXT NOT NULL DEFAULT '',
    status_comment TEXT NOT NULL DEFAULT '',
    status_since INTEGER NOT NULL,
    on_demand INTEGER NOT NULL DEFAULT 0,
    takes_chats INTEGER NOT NULL DEFAULT 1,
    takes_calls INTEGER NOT NULL DEFAULT 1,
    -- The most chats at once.
    chat_count INTEGER NOT NULL DEFAULT 1
);

-- Minutes spent in pauses are summed up from here.
CREATE TABLE IF NOT EXISTS status_log (
    agent_id INTEGER NOT NULL REFERENCES agents,
    status TEXT NOT NULL,
    payload TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS status_log_of_agent ON status_log (agent_id, until);

CREATE TABLE IF NOT EXISTS agent_skills (
    agent_id INTEGER NOT NULL REFERENCES agents,
    skill_id INTEGER NOT NULL REFERENCES skills,
    capacity INTEGER NOT NULL DEFAULT 100,
    PRIMARY KEY (agent_id, skill_id)
) WITHOUT ROWID;

-- One row for each medium of an agent. `resting_until` ends `wrap_time` and `missed`; NULL in
-- such a state means that only the agent ends it.
CREATE TABLE IF NOT EXISTS agent_channels (
    agent_id INTEGER NOT NULL REFERENCES agents,
    channel TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    joined_at INTEGER NOT NULL,
    resting_until INTEGER,
    no_answers INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (agent_id, channel)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS pause_causes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    limit_min INTEGER NOT NULL DEFAULT 0
);

-- The team's times apply where a queue's own are NULL.
CREATE TABLE IF NOT EXISTS queues (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL DEFAULT 'chat' CHECK (channel IN ('chat', 'call')),
    enabled INTEGER NOT NULL DEFAULT 1,
    team_id INTEGER REFERENCES teams,
    strategy TEXT NOT NULL DEFAULT 'fifo' CHECK (strategy IN ('fifo', 'lifo')),
    priority INTEGER NOT NULL DEFAULT 0,
    processing INTEGER NOT NULL DEFAULT 0,
    processing_sec INTEGER NOT NULL DEFAULT 30,
    renewal_sec INTEGER NOT NULL DEFAULT 15,
    max_wait_time INTEGER NOT NULL DEFAULT 300,
    max_idle_agent INTEGER NOT NULL DEFAULT 0,
    max_idle_client INTEGER NOT NULL DEFAULT 0,
    max_idle_dialog INTEGER NOT NULL DEFAULT 0,
    last_message_timeout INTEGER NOT NULL DEFAULT 0,
    manual_distribution INTEGER NOT NULL DEFAULT 0,
    min_online_agents INTEGER NOT NULL DEFAULT 0,
    greeting TEXT NOT NULL DEFAULT '',
    question TEXT NOT NULL DEFAULT '',
    invite_chat_timeout INTEGER,
    max_no_answer INTEGER,
    no_answer_delay INTEGER,
    wrap_up_time INTEGER
);

-- An agent serves a queue by any of these skills; a lower level is asked first.
CREATE TABLE IF NOT EXISTS queue_skills (
    queue_id INTEGER NOT NULL REFERENCES queues,
    skill_id INTEGER NOT NULL REFERENCES skills,
    level INTEGER NOT NULL DEFAULT 0,
    min_capacity INTEGER NOT NULL DEFAULT 0,
    max_capacity INTEGER NOT NULL DEFAULT 100,
    PRIMARY KEY (queue_id, skill_id)
) WITHOUT ROWID;

-- A chat plan says something, then puts the chat into its queue.
CREATE TABLE IF NOT EXISTS plans (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    description TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    queue_id INTEGER NOT NULL REFERENCES queues,
    enabled INTEGER NOT NULL DEFAULT 1
);

-- `teams` and `queues` are JSON lists of ids; an empty list means all.
CREATE TABLE IF NOT EXISTS quick_replies (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    teams TEXT NOT NULL DEFAULT '[]',
    queues TEXT NOT NULL DEFAULT '[]'
);

CREATE TABLE IF NOT EXISTS contacts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    about TEXT NOT NULL DEFAULT '',
    phones TEXT NOT NULL DEFAULT '[]',
    emails TEXT NOT NULL DEFAULT '[]'
);

CREATE TABLE IF NOT EXISTS gateways (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
);

-- The people who write: the same provider and external id is the same person. Their ids are
-- user ids too, above those of the staff.
CREATE TABLE IF NOT EXISTS customers (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    external_id TEXT NOT NULL,
    name TEXT NOT NULL,
    contact_id INTEGER REFERENCES contacts,
    UNIQUE (source, external_id)
);

-- `stage` is where the flow stands: asking, queued, bridge (to `bridge_user`), ended.
CREATE TABLE IF NOT EXISTS conversations (
    id BLOB PRIMARY KEY,
    title TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customers,
    customer_channel BLOB NOT NULL,
    customer_token TEXT NOT NULL UNIQUE,
    gateway_id INTEGER NOT NULL REFERENCES gateways,
    queue_id INTEGER NOT NULL REFERENCES queues,
    stage TEXT NOT NULL,
    bridge_user INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    closed_at INTEGER,
    close_cause TEXT NOT NULL DEFAULT '',
    variables TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS conversations_open ON conversations (created_at) WHERE closed_at IS NULL;
CREATE INDEX IF NOT EXISTS conversations_of_customer ON conversations (customer_id, created_at);

-- A participant's leg: exactly one of user_id (agent) and customer_id is set. An agent's leg
-- has the id of its invitation. `needs_processing` = the chat ended without the agent's doing.
CREATE TABLE IF NOT EXISTS channels (
    id BLOB PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversations,
    user_id INTEGER REFERENCES users,
    customer_id INTEGER REFERENCES customers,
    name TEXT NOT NULL,
    attempt_id INTEGER REFERENCES attempts,
    created_at INTEGER NOT NULL,
    joined_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    closed_at INTEGER,
    close_reason TEXT NOT NULL DEFAULT '',
    needs_processing INTEGER NOT NULL DEFAULT 0,
    read_until INTEGER NOT NULL DEFAULT 0,
    variables TEXT NOT NULL DEFAULT '{}',
    CHECK ((user_id IS NULL) <> (customer_id IS NULL))
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS channels_of_conversation ON channels (conversation_id, created_at);
CREATE INDEX IF NOT EXISTS channels_of_user ON channels (user_id, created_at);
CREATE INDEX IF NOT EXISTS channels_open ON channels (user_id) WHERE closed_at IS NULL;

-- `outcome`: pending, joined, declined, timeout, withdrawn.
CREATE TABLE IF NOT EXISTS invites (
    id BLOB PRIMARY KEY,
    conversation_id BLOB NOT NULL REFERENCES conversations,
    user_id INTEGER NOT NULL REFERENCES users,
    attempt_id INTEGER REFERENCES attempts,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    timeout_sec INTEGER NOT NULL,
    outcome TEXT NOT NULL DEFAULT 'pending',
    variables TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS invites_pending ON invites (user_id) WHERE outcome = 'pending';
CREATE INDEX IF NOT EXISTS invites_of_conversation ON invites (conversation_id);

-- `channel_id` is NULL for the flow's messages. `live` = an agent was in the chat when the
-- flow wrote. `variables` is NULL but for messages that the server makes itself. A customer's
-- page may name its messages by a key of its own, so that sending one again does not double it.
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id BLOB NOT NULL REFERENCES conversations,
    channel_id BLOB,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL DEFAULT 0,
    type TEXT NOT NULL,
    text TEXT NOT NULL DEFAULT '',
    file_id INTEGER,
    file_url TEXT NOT NULL DEFAULT '',
    file_mime TEXT NOT NULL DEFAULT '',
    file_size INTEGER NOT NULL DEFAULT 0,
    file_name TEXT NOT NULL DEFAULT '',
    variables TEXT,
    customer_key TEXT
);
CREATE UNIQUE INDEX IF NOT EXISTS messages_by_key ON messages (conversation_id, customer_key)
    WHERE customer_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS messages_of_conversation ON messages (conversation_id, id);

-- A customer's (or a simulated caller's) passage through a queue. A call that was started for
-- an agent directly has no queue. `timeout_at` ends the wrap-up while the state is processing.
CREATE TABLE IF NOT EXISTS attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue_id INTEGER REFERENCES queues,
    channel TEXT NOT NULL CHECK (channel IN ('chat', 'call')),
    conversation_id BLOB REFERENCES conversations,
    destination TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    agent_id INTEGER REFERENCES agents,
    agent_channel BLOB,
    created_at INTEGER NOT NULL,
    offered_at INTEGER,
    bridged_at INTEGER,
    timeout_at INTEGER,
    leaving_at INTEGER,
    result TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS attempts_live ON attempts (state) WHERE state <> 'leaving';
CREATE INDEX IF NOT EXISTS attempts_of_agent ON attempts (agent_id) WHERE state <> 'leaving';
CREATE INDEX IF NOT EXISTS attempts_of_conversation ON attempts (conversation_id);

-- Who did not take an attempt, so that somebody else is asked first.
CREATE TABLE IF NOT EXISTS refusals (
    attempt_id INTEGER NOT NULL REFERENCES attempts,
    agent_id INTEGER NOT NULL REFERENCES agents,
    at INTEGER NOT NULL,
    PRIMARY KEY (attempt_id, agent_id)
) WITHOUT ROWID;

-- The bytes lie in the folder `files` of the data folder, under the file's id.
CREATE TABLE IF NOT EXISTS files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id BLOB NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    malware INTEGER NOT NULL DEFAULT 0
);

-- Single values of the installation, such as the key that signs links.
CREATE TABLE IF NOT EXISTS settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
