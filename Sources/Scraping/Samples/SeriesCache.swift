/// What a target's series were found to be, from scrape to scrape, by the text they are written in:
/// labels are made and rules applied once for a series, not once for a sample.
///
/// A table with open addressing: its keys are hashes already, and a series takes sixteen bytes.
struct SeriesCache {
  /// What a series came to.
  struct Entry {
    /// The scrape it was last seen in.
    var scrape: UInt32
    /// Where its labels stand among those kept; -1 where none are kept, -2 where a rule dropped it.
    var labels: Int32

    static let noLabels: Int32 = -1
    static let dropped: Int32 = -2
  }

  /// A place of the table; one that no scrape has used is free.
  private struct Slot {
    var key: UInt64 = 0
    var entry = Entry(scrape: 0, labels: Entry.noLabels)
  }

  private var slots: [Slot] = []
  /// How many series are known.
  private(set) var count = 0
  /// The number of the scrape under way; never 0.
  private(set) var scrape: UInt32 = 0
  private var seen = 0
  private var succeeded = 0

  /// Begins a scrape.
  mutating func begin() {
    scrape &+= 1
    if scrape == 0 { forget { _ in false } }
    scrape = max(scrape, 1)
    seen = 0
  }

  /// Marks a series as seen; nil where it is not known, else what it was.
  mutating func see(_ key: UInt64) -> Entry? {
    guard let place = place(of: key), slots[place].entry.scrape != 0 else { return nil }
    let known = slots[place].entry
    if known.scrape != scrape {
      slots[place].entry.scrape = scrape
      seen += 1
    }
    return known
  }

  /// Notes a series that was not known, or what is now known of it.
  mutating func set(_ key: UInt64, labels: Int32) {
    if 4 * (count + 1) > 3 * slots.count { resize(to: max(16, 2 * slots.count)) }
    guard let place = place(of: key) else { return }
    if slots[place].entry.scrape == 0 { count += 1 }
    if slots[place].entry.scrape != scrape { seen += 1 }
    slots[place] = Slot(key: key, entry: Entry(scrape: scrape, labels: labels))
  }

  /// Gives every series the labels that `change` makes of those it has.
  mutating func changeLabels(_ change: (Int32) -> Int32) {
    for index in slots.indices where slots[index].entry.scrape != 0 {
      slots[index].entry.labels = change(slots[index].entry.labels)
    }
  }

  /// Forgets the numbers of labels: they are asked for anew.
  mutating func forgetNumbers() { changeLabels { $0 >= 0 ? Entry.noLabels : $0 } }

  /// Ends a scrape that succeeded: what it did not have is forgotten, so that it counts as new.
  mutating func end(afterSuccess isSuccess: Bool) {
    if isSuccess { succeeded = seen }
    guard isSuccess || count > 2 * succeeded + 1000, count > succeeded else { return }
    let current = scrape
    forget { $0.scrape == current }
  }

  private mutating func forget(unless isKept: (Entry) -> Bool) {
    let known = slots.filter { $0.entry.scrape != 0 && isKept($0.entry) }
    slots = []
    count = 0
    resize(to: 16)
    while 4 * known.count > 3 * slots.count { resize(to: 2 * slots.count) }
    for slot in known { insert(slot) }
  }

  private mutating func resize(to size: Int) {
    let known = slots
    slots = Array(repeating: Slot(), count: size)
    count = 0
    for slot in known where slot.entry.scrape != 0 { insert(slot) }
  }

  private mutating func insert(_ slot: Slot) {
    guard let place = place(of: slot.key) else { return }
    slots[place] = slot
    count += 1
  }

  /// Where a series stands, or where it would; the table is never full.
  private func place(of key: UInt64) -> Int? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: key) & mask
    while slots[place].entry.scrape != 0, slots[place].key != key { place = (place + 1) & mask }
    return place
  }
}
