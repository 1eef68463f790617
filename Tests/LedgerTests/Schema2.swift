/// The tables of the second schema with some rows. It never changes.
enum Schema2 {
  static let sql =
    Schema1.sql + """

      CREATE TABLE known_host (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        is_public INTEGER NOT NULL,
        first_seen INTEGER NOT NULL
      );
      ALTER TABLE source ADD COLUMN refused_address TEXT;
      INSERT INTO known_host (name, is_public, first_seen) VALUES ('news.test', 1, 1773480000);
      """
}
