extension FirewallError: CustomStringConvertible {
  /// `line 7: …`, to be preceded by the file's name.
  public var description: String {
    switch self {
    case .malformed(let line, let reason): "line \(line): \(reason)"
    case .endsInTable(let table, let line):
      "line \(line): ends in the middle of the table \(table): its COMMIT is missing, so rules may "
        + "be too; save the rules again"
    }
  }
}
