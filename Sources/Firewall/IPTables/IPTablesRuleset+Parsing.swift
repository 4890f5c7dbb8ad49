public import Addressing

extension IPTablesRuleset {
  /// Reads what `iptables-save` or `iptables -S` printed, legacy and nft, with or without counters,
  /// or commands as people write them; without `format` the text's first line decides.
  ///
  /// Takes time and memory in proportion to the text. What is not known is kept as an
  /// ``UnknownMatch`` or ``UnknownTarget`` and said in ``notes``.
  /// Throws ``FirewallError`` with the line where the text is malformed or ends within a table.
  public init(
    parsing text: [UInt8], family: IPFamily, as format: IPTablesFormat? = nil
  ) throws(FirewallError) {
    var reader = IPTablesReader(
      text: text, family: family, format: format ?? IPTablesFormat(of: text))
    self = try reader.read()
  }

  /// Reads the same from a string.
  public init(
    parsing text: String, family: IPFamily, as format: IPTablesFormat? = nil
  ) throws(FirewallError) {
    try self.init(parsing: Array(text.utf8), family: family, as: format)
  }
}
