/// The additions of schema 2: the hosts that were public when they were first seen.
extension LedgerSchema {
  static let knownHost = """
    -- The hosts of sources, and whether they had public addresses when they were first seen. Like
    -- the sources, they are kept for ever: a host that was public stays public.
    CREATE TABLE known_host (
      id INTEGER PRIMARY KEY,
      -- WebURL.comparableHost.
      name TEXT NOT NULL UNIQUE,
      is_public INTEGER NOT NULL,
      first_seen INTEGER NOT NULL
    );
    """

  static let refusedAddress = """
    -- The address that is refused because the source's host was public when it was first seen. It
    -- was reported as an event; NULL when none is refused.
    ALTER TABLE source ADD COLUMN refused_address TEXT;
    """
}
