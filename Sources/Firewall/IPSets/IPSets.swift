/// What `ipset save` printed: the sets of one host.
public struct IPSets: Sendable, Hashable {
  private var boxes: [IPSetBox] = []
  private var byName: [String: Int] = [:]

  /// No sets.
  public init() {}

  /// These sets; of two with one name the later one stays.
  public init(_ sets: [IPSet]) {
    for set in sets { put(set) }
  }

  /// The sets in the order of the text.
  public var sets: [IPSet] { boxes.map(\.set) }

  /// How many sets there are.
  public var count: Int { boxes.count }

  /// The set called `name`.
  public subscript(name: String) -> IPSet? { byName[name].map { boxes[$0].set } }

  /// The set at `index` of ``sets``.
  public subscript(index: Int) -> IPSet { boxes[index].set }

  /// Where the set called `name` stands in ``sets``, to be looked up once.
  public func index(of name: String) -> Int? { byName[name] }

  /// Adds a set, or replaces the one of the same name.
  public mutating func put(_ set: IPSet) {
    if let index = byName[set.name] {
      boxes[index] = IPSetBox(set)
    } else {
      byName[set.name] = boxes.count
      boxes.append(IPSetBox(set))
    }
  }

  /// The set at `index`, to be asked without a copy of it being made.
  func box(_ index: Int) -> IPSetBox { boxes[index] }
}

/// Holds a set in one place, so that a look-up counts one reference instead of a dozen.
final class IPSetBox: Sendable, Hashable {
  let set: IPSet

  init(_ set: IPSet) { self.set = set }

  static func == (left: IPSetBox, right: IPSetBox) -> Bool {
    left === right || left.set == right.set
  }

  func hash(into hasher: inout Hasher) { hasher.combine(set) }
}
