-- So that people can see where they are signed in, and sign out everywhere.
CREATE INDEX login_sessions_by_account ON login_sessions (account, expires_at);
