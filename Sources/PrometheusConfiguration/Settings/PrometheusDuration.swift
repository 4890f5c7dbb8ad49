/// A duration as Prometheus' configuration writes it: `1m30s`, `500ms`, `0`.
public struct PrometheusDuration: Sendable, Hashable, Comparable {
  /// Its length.
  public var nanoseconds: Int64

  /// So many milliseconds.
  public init(milliseconds: Int64) { nanoseconds = milliseconds * 1_000_000 }

  init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Its length in milliseconds.
  public var milliseconds: Int64 { nanoseconds / 1_000_000 }

  /// Its length in seconds.
  public var seconds: Double { Double(nanoseconds) / 1e9 }

  /// The shorter one first.
  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

  static let zero = PrometheusDuration(nanoseconds: 0)
  static func seconds(_ count: Int64) -> Self { Self(milliseconds: count * 1000) }

  private static let units: [String: (position: Int, milliseconds: UInt64)] = [
    "ms": (7, 1), "s": (6, 1000), "m": (5, 60_000), "h": (4, 3_600_000), "d": (3, 86_400_000),
    "w": (2, 604_800_000), "y": (1, 31_536_000_000),
  ]

  /// Reads `text` as `model.ParseDuration` of prometheus/common does, with its errors.
  public init(parsing text: String) throws(Rejection) {
    if text == "0" {
      self = .zero
      return
    }
    if text.isEmpty { throw Rejection("empty duration string") }
    var rest = Array(text.utf8)[...]
    var total: UInt64 = 0
    var last = 0
    while !rest.isEmpty {
      let digits = rest.prefix { $0 >= 48 && $0 <= 57 }
      rest = rest.dropFirst(digits.count)
      let name = rest.prefix { $0 < 48 || $0 > 57 }
      rest = rest.dropFirst(name.count)
      guard let count = UInt64(String(decoding: digits, as: UTF8.self)), !name.isEmpty else {
        throw Self.invalid(text)
      }
      let unitName = String(decoding: name, as: UTF8.self)
      guard let unit = Self.units[unitName] else {
        throw Rejection(
          "unknown unit \(GoQuote.quoted(unitName)) in duration \(GoQuote.quoted(text))")
      }
      guard unit.position > last else { throw Self.invalid(text) }
      last = unit.position
      total = try Self.sum(total, count, unit.milliseconds * 1_000_000)
    }
    nanoseconds = Int64(total)
  }

  private static func sum(
    _ total: UInt64, _ count: UInt64, _ unit: UInt64
  ) throws(Rejection) -> UInt64 {
    guard count <= (1 << 63) / unit else { throw Rejection("duration out of range") }
    let sum = total + count * unit
    guard sum <= UInt64(Int64.max) else { throw Rejection("duration out of range") }
    return sum
  }

  private static func invalid(_ text: String) -> Rejection {
    Rejection("not a valid duration string: \(GoQuote.quoted(text))")
  }
}

extension PrometheusDuration: CustomStringConvertible {
  /// As Prometheus prints it, in `__scrape_interval__` too: years and weeks only where nothing is
  /// left over.
  public var description: String {
    var rest = milliseconds
    guard rest != 0 else { return "0s" }
    var text = ""
    let units: [(name: String, length: Int64, isExact: Bool)] = [
      ("y", 31_536_000_000, true), ("w", 604_800_000, true), ("d", 86_400_000, false),
      ("h", 3_600_000, false), ("m", 60_000, false), ("s", 1000, false), ("ms", 1, false),
    ]
    for unit in units where !unit.isExact || rest % unit.length == 0 {
      let count = rest / unit.length
      guard count > 0 else { continue }
      text += "\(count)\(unit.name)"
      rest -= count * unit.length
    }
    return text
  }
}
