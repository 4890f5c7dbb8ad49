/// What `ipset save` printed: the sets of one host.
public struct IPSets: Sendable, Hashable {
  /// The sets in the order of the text.
  public private(set) var sets: [IPSet] = []
  private var byName: [String: Int] = [:]

  /// No sets.
  public init() {}

  /// These sets; of two with one name the later one stays.
  public init(_ sets: [IPSet]) {
    for set in sets { put(set) }
  }

  /// The set called `name`.
  public subscript(name: String) -> IPSet? { byName[name].map { sets[$0] } }

  /// Where the set called `name` stands in ``sets``, to be looked up once.
  public func index(of name: String) -> Int? { byName[name] }

  /// Adds a set, or replaces the one of the same name.
  public mutating func put(_ set: IPSet) {
    if let index = byName[set.name] {
      sets[index] = set
    } else {
      byName[set.name] = sets.count
      sets.append(set)
    }
  }

  /// Lets `change` work on the set at `index` without a copy of it being made.
  mutating func modify<Result, Failure: Error>(
    _ index: Int, _ change: (inout IPSet) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try change(&sets[index])
  }
}
