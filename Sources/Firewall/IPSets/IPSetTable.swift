/// The members of one set: fixed-width words side by side, found through an open-addressed index.
///
/// A member that is a run (`10.0.0.1-10.0.0.9`, `tcp:80-90`) keeps its lower end here and its
/// upper end in ``highs``; runs are few (only hand-written files have them) and tried in order.
struct IPSetTable: Sendable, Hashable {
  let layout: IPSetLayout
  private(set) var words: [UInt32] = []
  private(set) var count = 0
  /// The members that are runs, in ascending order, and their upper ends.
  private(set) var runs: [Int] = []
  private(set) var highs: [PackedIPSetKey] = []
  /// The prefix lengths in use, longest first, as the kernel keeps them in `h->nets`.
  private(set) var firstLengths: [UInt8] = []
  private(set) var secondLengths: [UInt8] = []
  /// Member index + 1 by hash; 0 is free.
  private var slots: [UInt32] = []

  init(_ layout: IPSetLayout) { self.layout = layout }

  static func == (left: Self, right: Self) -> Bool {
    left.layout == right.layout && left.words == right.words && left.runs == right.runs
      && left.highs == right.highs
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(words)
  }

  /// Member `index` as it is, the upper end of a run aside.
  func key(at index: Int) -> IPSetKey {
    layout.unpack(words[index * layout.stride..<(index + 1) * layout.stride])
  }

  /// The upper end of member `index`, nil when it is no run.
  func high(at index: Int) -> IPSetKey? {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low] == index ? unpack(highs[low]) : nil
  }

  private func unpack(_ packed: PackedIPSetKey) -> IPSetKey {
    layout.unpack((0..<packed.count).map { packed.words[$0] }[...])
  }

  /// Adds a member, or finds the one that is already there. Returns its index.
  mutating func insert(_ key: IPSetKey, high: IPSetKey? = nil) -> Int {
    let packed = layout.pack(key)
    if high == nil, let found = find(packed), found > runs.last ?? -1 { return found }
    append(packed)
    if let high {
      runs.append(count - 1)
      highs.append(layout.pack(high))
    } else {
      index(packed, member: count - 1)
    }
    if layout.hasLengths {
      Self.note(key.firstLength, in: &firstLengths)
      Self.note(key.secondLength, in: &secondLengths)
    }
    return count - 1
  }

  /// Adds a member, or overwrites the one whose exact words are the same.
  mutating func put(_ key: IPSetKey) -> Int {
    let packed = layout.pack(key)
    guard let member = last(packed) else { return insert(key) }
    for word in layout.exact..<layout.stride {
      words[member * layout.stride + word] = packed.words[word]
    }
    return member
  }

  /// Makes room for `count` members in all.
  mutating func reserveCapacity(_ count: Int) {
    words.reserveCapacity(count * layout.stride)
    while (count + 1) * 2 > slots.count { grow() }
  }

  private mutating func append(_ packed: PackedIPSetKey) {
    for word in 0..<layout.stride { words.append(packed.words[word]) }
    count += 1
  }

  private static func note(_ length: UInt8, in lengths: inout [UInt8]) {
    guard !lengths.contains(length) else { return }
    lengths.insert(length, at: lengths.firstIndex { $0 < length } ?? lengths.count)
  }

  private mutating func index(_ packed: PackedIPSetKey, member: Int) {
    if (count + 1) * 2 > slots.count { grow() }
    place(packed, member: member)
  }

  private mutating func place(_ packed: PackedIPSetKey, member: Int) {
    let mask = slots.count - 1
    var slot = Int(packed.digest(layout.exact)) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(member + 1)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: max(8, old.count * 2))
    var members = old.filter { $0 != 0 }
    if layout.exact < layout.stride { members.sort() }
    for entry in members { place(packed(at: Int(entry) - 1), member: Int(entry) - 1) }
  }

  private func packed(at member: Int) -> PackedIPSetKey {
    var packed = PackedIPSetKey()
    for word in 0..<layout.stride { packed.append(words[member * layout.stride + word]) }
    return packed
  }

  /// The single member that equals `packed` in every word.
  private func find(_ packed: PackedIPSetKey) -> Int? {
    var cursor = Cursor()
    var found: Int?
    while let member = nextSingle(packed, &cursor) {
      if equals(packed, member, from: layout.exact, to: layout.stride) { found = member }
    }
    return found
  }

  /// The member equal to `packed` that was added last: among overlapping runs and single members
  /// the later one has replaced the earlier one in the kernel.
  @inline(__always)
  func last(_ packed: PackedIPSetKey) -> Int? {
    var cursor = Cursor()
    if runs.isEmpty { return nextSingle(packed, &cursor) }
    var latest: Int?
    while let member = next(packed, &cursor) { latest = max(latest ?? member, member) }
    return latest
  }

  /// Where a walk over equal members stands.
  struct Cursor {
    var slot = -1
    var run = 0
  }

  /// The next member whose exact words equal those of `packed`, runs last.
  @inline(__always)
  func next(_ packed: PackedIPSetKey, _ cursor: inout Cursor) -> Int? {
    if let member = nextSingle(packed, &cursor) { return member }
    while cursor.run < runs.count {
      cursor.run += 1
      let member = runs[cursor.run - 1]
      if covers(member, highs[cursor.run - 1], packed) { return member }
    }
    return nil
  }

  private func nextSingle(_ packed: PackedIPSetKey, _ cursor: inout Cursor) -> Int? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    if cursor.slot < 0 { cursor.slot = Int(packed.digest(layout.exact)) & mask }
    while slots[cursor.slot] != 0 {
      let member = Int(slots[cursor.slot]) - 1
      cursor.slot = (cursor.slot + 1) & mask
      if equals(packed, member, from: 0, to: layout.exact) { return member }
    }
    return nil
  }

  @inline(__always)
  private func equals(_ packed: PackedIPSetKey, _ member: Int, from: Int, to: Int) -> Bool {
    let base = member * layout.stride
    var word = from
    while word < to {
      if words[base + word] != packed.words[word] { return false }
      word += 1
    }
    return true
  }

  private func covers(_ member: Int, _ high: PackedIPSetKey, _ packed: PackedIPSetKey) -> Bool {
    let low = key(at: member)
    let high = unpack(high)
    let wanted = unpack(packed)
    return low.first <= wanted.first && wanted.first <= high.first
      && low.second <= wanted.second && wanted.second <= high.second
      && low.detail <= wanted.detail && wanted.detail <= high.detail
      && low.firstLength == wanted.firstLength && low.secondLength == wanted.secondLength
      && low.mac == wanted.mac && low.isPhysical == wanted.isPhysical
  }
}
