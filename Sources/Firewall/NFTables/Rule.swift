extension NFTables {
  /// One rule: statements carried out in order until one does not match or decides.
  public struct Rule: Sendable, Hashable {
    public var handle: Int?
    public var comment: String?
    public var statements: [Statement]

    /// A rule.
    public init(handle: Int? = nil, comment: String? = nil, statements: [Statement] = []) {
      self.handle = handle
      self.comment = comment
      self.statements = statements
    }

    /// What the rule's inline counter says, where it has one.
    public var counter: Counters? {
      for statement in statements {
        if case .counter(.inline(let counters)) = statement { return counters }
      }
      return nil
    }
  }
}
