-- A message is known by its sender and its id: the primary key is what makes a second delivery impossible.
-- received_at counts microseconds since 1970-01-01T00:00:00Z. SQLite knows no longest text, so the checks say it.
create table received_message (
    from_party      text    not null check (length(from_party) <= 400),
    message_id      text    not null check (length(message_id) <= 255),
    conversation_id text    not null check (length(conversation_id) <= 1000),
    service         text    not null check (length(service) <= 1000),
    action          text    not null check (length(action) <= 1000),
    content_digest  text    not null check (length(content_digest) <= 64),
    received_at     integer not null,
    messaging       blob    not null,
    receipt         blob    not null,
    primary key (from_party, message_id)
) strict;

create table received_payload (
    from_party text    not null,
    message_id text    not null,
    position   integer not null,
    content_id text    not null check (length(content_id) <= 255),
    mime_type  text    not null check (length(mime_type) <= 255),
    sha256     text    not null check (length(sha256) = 64),
    content    blob    not null,
    primary key (from_party, message_id, position),
    foreign key (from_party, message_id) references received_message (from_party, message_id)
) strict;

create index received_message_by_time on received_message (received_at);
create index received_message_by_id on received_message (message_id);
create index received_payload_by_digest on received_payload (sha256);
