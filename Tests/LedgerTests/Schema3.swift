/// The tables of the third schema with some rows. It never changes.
enum Schema3 {
  static let sql =
    Schema2.sql + """

      ALTER TABLE source ADD COLUMN url TEXT;
      ALTER TABLE source ADD COLUMN article_warning TEXT;
      UPDATE source SET url = 'http://news.test/';
      """
}
