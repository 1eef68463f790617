/// The tables of the third schema with some rows. It never changes.
enum Schema3 {
  static let sql =
    Schema2.sql + """

      ALTER TABLE source ADD COLUMN url TEXT;
      ALTER TABLE source ADD COLUMN article_warning TEXT;
      ALTER TABLE source ADD COLUMN yield TEXT;
      ALTER TABLE source ADD COLUMN article_quality INTEGER NOT NULL DEFAULT 0;
      UPDATE source SET url = 'http://news.test/';
      """
}
