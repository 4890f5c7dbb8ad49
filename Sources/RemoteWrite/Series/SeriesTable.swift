import Exposition
import Relabelling
import Scraping

/// Gives numbers to series, and knows of each what its next sample is held against.
final class SeriesTable: SeriesNumbering {
  private(set) var epoch: UInt32 = 1
  /// Told of every family and series as it gets its number.
  var onDefinition: (SeriesRecord) -> Void = { _ in }
  private var numbers: [Digest: Int32] = [:]
  private var families: [SeriesFamily: Int32] = [:]
  /// For each number the time of its last sample.
  private var lastTimes: [Int64] = []
  /// For each number the scrape that it was last seen in.
  private var scrapes: [UInt32] = []

  /// 128 bits of the labels, hashed with this process' own key: two series are not taken for one.
  private struct Digest: Hashable {
    var first: Int
    var second: Int

    init(_ labels: LabelSet) {
      var hasher = Hasher()
      hasher.combine(labels)
      first = hasher.finalize()
      hasher = Hasher()
      hasher.combine(0)
      hasher.combine(labels)
      second = hasher.finalize()
    }

    func hash(into hasher: inout Hasher) { hasher.combine(first) }
  }

  /// How many series have a number.
  var count: Int { lastTimes.count }

  /// What is known of every family.
  var knownFamilies: [SeriesFamily] {
    families.sorted { $0.value < $1.value }.map(\.key)
  }

  func number(of labels: LabelSet, family: SeriesFamily?) -> Int32? {
    let digest = Digest(labels)
    if let known = numbers[digest] { return known }
    let number = Int32(truncatingIfNeeded: lastTimes.count)
    guard number >= 0, lastTimes.count < Int(Int32.max) else { return nil }
    let own = family.flatMap { $0.has(labels["__name__"]) ? place(of: $0) : nil }
    numbers[digest] = number
    lastTimes.append(.min)
    scrapes.append(0)
    onDefinition(.series(SeriesDefinition(number: number, labels: labels, family: own)))
    return number
  }

  private func place(of family: SeriesFamily) -> Int32 {
    if let known = families[family] { return known }
    let place = Int32(truncatingIfNeeded: families.count)
    families[family] = place
    onDefinition(.family(family))
    return place
  }

  /// Notes a sample; false where the series has one of that time or a later one.
  func advance(_ number: Int32, to time: Int64) -> Bool {
    guard time > lastTimes[Int(number)] else { return false }
    lastTimes[Int(number)] = time
    return true
  }

  /// Notes that a scrape had the series.
  func see(_ number: Int32, in scrape: UInt32) { scrapes[Int(number)] = scrape }

  /// Whether the scrape had the series.
  func wasSeen(_ number: Int32, in scrape: UInt32) -> Bool { scrapes[Int(number)] == scrape }

  /// Forgets every number, so that series that are gone take no room.
  func renew(epoch: UInt32) {
    self.epoch = epoch
    numbers = [:]
    families = [:]
    lastTimes = []
    scrapes = []
  }
}
