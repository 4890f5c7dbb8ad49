import Firewall

/// The interfaces of a host that each pattern of its rules means, found once.
struct InterfaceSets {
  /// The index that stands for "no condition".
  static let any: Int32 = -1

  private let names: [String]
  private var known: [InterfacePattern: Int32] = [:]
  private var members: [[Bool]] = []
  private var meansEvery: [Bool] = []

  /// For a host whose links have these names, in the order of their indexes.
  init(names: [String]) { self.names = names }

  /// The index of the set a pattern stands for.
  mutating func index(of pattern: InterfacePattern) -> Int32 {
    if let index = known[pattern] { return index }
    let index = Int32(members.count)
    members.append(names.map(pattern.matches))
    meansEvery.append(pattern.isPrefix && pattern.name.isEmpty)
    known[pattern] = index
    return index
  }

  /// Whether `link` is in the set. A packet without the interface has the empty name, which only
  /// the pattern `+` matches.
  @inline(__always)
  func contains(_ link: LinkIndex?, set index: Int32) -> Bool {
    guard let link else { return meansEvery[Int(index)] }
    return members[Int(index)][link]
  }
}
