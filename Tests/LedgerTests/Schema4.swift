/// The tables of the fourth schema with some rows. It never changes.
enum Schema4 {
  static let sql =
    Schema3.sql + """

      ALTER TABLE source ADD COLUMN health_remedy TEXT;
      ALTER TABLE source ADD COLUMN reminded_at REAL;
      ALTER TABLE source ADD COLUMN round_failures TEXT;
      ALTER TABLE hook ADD COLUMN disabled_reason TEXT;
      ALTER TABLE hook ADD COLUMN disabled_target INTEGER;
      ALTER TABLE delivery ADD COLUMN batch TEXT;
      CREATE INDEX delivery_batch ON delivery (hook, batch, id) WHERE batch IS NOT NULL;
      UPDATE source SET round_failures = '12 dns:0.25';
      """
}
