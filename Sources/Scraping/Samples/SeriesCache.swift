/// What a target's series were found to be, from scrape to scrape, by the text they are written in:
/// labels are made and rules applied once for a series, not once for a sample.
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

  private(set) var entries: [UInt64: Entry] = [:]
  /// The number of the scrape under way.
  private(set) var scrape: UInt32 = 0
  private var succeeded = 0

  /// Begins a scrape.
  mutating func begin() { scrape &+= 1 }

  subscript(key: UInt64) -> Entry? {
    get { entries[key] }
    set { entries[key] = newValue }
  }

  /// Marks a series as seen; nil where it is not known, else what it was.
  mutating func see(_ key: UInt64) -> Entry? {
    guard let index = entries.index(forKey: key) else { return nil }
    let known = entries.values[index]
    entries.values[index].scrape = scrape
    return known
  }

  /// Forgets the numbers of labels: they are asked for anew.
  mutating func forgetNumbers() {
    entries = entries.mapValues { entry in
      var entry = entry
      if entry.labels >= 0 { entry.labels = Entry.noLabels }
      return entry
    }
  }

  /// Ends a scrape that succeeded: what it did not have is forgotten, so that it counts as new.
  mutating func end(afterSuccess isSuccess: Bool) {
    if isSuccess { succeeded = entries.values.reduce(0) { $1.scrape == scrape ? $0 + 1 : $0 } }
    guard isSuccess || entries.count > 2 * succeeded + 1000 else { return }
    guard entries.count > succeeded else { return }
    let current = scrape
    entries = entries.filter { $0.value.scrape == current }
  }
}
