CREATE INDEX entries_account ON entries (account);
CREATE INDEX entries_at ON entries (at);
CREATE INDEX entries_note ON entries (note);
