-- A message is known by its sender and its id: the primary key is what makes a second delivery impossible.
create table received_message (
    from_party      varchar(400)  not null,
    message_id      varchar(255)  not null,
    conversation_id varchar(1000) not null,
    service         varchar(1000) not null,
    action          varchar(1000) not null,
    content_digest  varchar(64)   not null,
    received_at     timestamp(6) with time zone not null,
    messaging       bytea         not null,
    receipt         bytea         not null,
    payloads        integer       not null,
    primary key (from_party, message_id)
);

create table received_payload (
    from_party varchar(400)  not null,
    message_id varchar(255)  not null,
    position   integer       not null,
    content_id varchar(255)  not null,
    mime_type  varchar(255)  not null,
    sha256     varchar(64)   not null,
    content    bytea         not null,
    primary key (from_party, message_id, position),
    foreign key (from_party, message_id) references received_message (from_party, message_id)
        on delete cascade
);

create index received_message_by_time on received_message (received_at);
create index received_payload_by_digest on received_payload (sha256);
