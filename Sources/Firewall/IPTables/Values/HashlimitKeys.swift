extension HashlimitMatch.Keys {
  private static let named: [(key: Self, name: String)] = [
    (.source, "srcip"), (.sourcePort, "srcport"), (.destination, "dstip"),
    (.destinationPort, "dstport"),
  ]

  /// Reads `srcip,dstport`.
  init(parsing names: [String]) throws(OptionProblem) {
    self = []
    for name in names {
      guard let found = Self.named.first(where: { $0.name == name }) else {
        throw .unknown("it does not know the key \(name)")
      }
      insert(found.key)
    }
  }

  /// `srcip,dstport`.
  var names: String {
    Self.named.filter { contains($0.key) }.map(\.name).joined(separator: ",")
  }
}
