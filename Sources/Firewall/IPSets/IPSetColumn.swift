/// A value some members have: nothing is kept until the first one has it.
struct IPSetColumn<Value: Sendable & Hashable>: Sendable, Hashable {
  private var values: [Value?] = []

  /// Whether no member has a value.
  var isEmpty: Bool { values.isEmpty }

  subscript(member: Int) -> Value? {
    get { member < values.count ? values[member] : nil }
    set {
      if member < values.count {
        values[member] = newValue
      } else if let newValue {
        while values.count < member { values.append(nil) }
        values.append(newValue)
      }
    }
  }
}

/// The comments of members, end to end in one run of bytes.
struct IPSetComments: Sendable, Hashable {
  private var bytes: [UInt8] = []
  private var places = IPSetColumn<Place>()

  private struct Place: Sendable, Hashable {
    var start: UInt32
    var count: UInt32
  }

  subscript(member: Int) -> ArraySlice<UInt8>? {
    guard let place = places[member] else { return nil }
    return bytes[Int(place.start)..<Int(place.start) + Int(place.count)]
  }

  mutating func set(_ text: ArraySlice<UInt8>?, of member: Int) {
    guard let text else {
      places[member] = nil
      return
    }
    places[member] = Place(
      start: UInt32(truncatingIfNeeded: bytes.count), count: UInt32(truncatingIfNeeded: text.count))
    bytes += text
  }
}

/// What may follow a member in the text (ipset(8), "generic create and add options").
struct IPSetExtensions: Sendable, Hashable {
  var timeouts = IPSetColumn<UInt32>()
  var counters = IPSetColumn<Counters>()
  var comments = IPSetComments()
  var metadata = IPSetColumn<IPSetMetadata>()
  var noMatch = IPSetColumn<Bool>()
  /// Words that no reader knows, verbatim.
  var unknown = IPSetColumn<String>()
}

/// The `skbinfo` extension: what `SET --map-set` copies into a packet.
public struct IPSetMetadata: Sendable, Hashable {
  /// `skbmark VALUE/MASK`.
  public var mark: UInt32?
  public var markMask: UInt32 = .max
  /// `skbprio MAJOR:MINOR`, as one number.
  public var priority: UInt32?
  /// `skbqueue`.
  public var queue: UInt16?

  /// Nothing to copy.
  public init() {}
}
