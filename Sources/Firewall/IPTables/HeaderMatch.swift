public import Addressing

/// The conditions of `struct ipt_ip` and `struct ip6t_ip6`: nil is "any".
///
/// Rulesets have a hundred thousand of these, most of them of IPv4 without interfaces: those take
/// 32 bytes; the rest is kept apart.
public struct HeaderMatch: Sendable, Hashable {
  /// Address and mask of IPv4; 0 without.
  private var source4: UInt64 = 0
  private var destination4: UInt64 = 0
  /// What rules seldom have.
  private var rest: Rest?
  private var flags: Flags = []
  private var transportNumber: UInt8 = 0

  /// A header match that every packet meets.
  public init() {}

  /// `-s`.
  public var source: Inverted<MaskedAddress>? {
    get {
      if let source = rest?.value.source { return source }
      guard flags.contains(.source) else { return nil }
      return Self.unpacked(source4, isInverted: flags.contains(.sourceInverted))
    }
    set {
      flags.subtract([.source, .sourceInverted])
      source4 = 0
      if let newValue, let packed = Self.packed(newValue.value) {
        source4 = packed
        flags.insert(newValue.isInverted ? [.source, .sourceInverted] : .source)
        if rest?.value.source != nil { change { $0.source = nil } }
      } else if newValue != nil || rest?.value.source != nil {
        change { $0.source = newValue }
      }
    }
  }

  /// `-d`.
  public var destination: Inverted<MaskedAddress>? {
    get {
      if let destination = rest?.value.destination { return destination }
      guard flags.contains(.destination) else { return nil }
      return Self.unpacked(destination4, isInverted: flags.contains(.destinationInverted))
    }
    set {
      flags.subtract([.destination, .destinationInverted])
      destination4 = 0
      if let newValue, let packed = Self.packed(newValue.value) {
        destination4 = packed
        flags.insert(newValue.isInverted ? [.destination, .destinationInverted] : .destination)
        if rest?.value.destination != nil { change { $0.destination = nil } }
      } else if newValue != nil || rest?.value.destination != nil {
        change { $0.destination = newValue }
      }
    }
  }

  /// `-i`.
  public var inInterface: Inverted<InterfacePattern>? {
    get { rest?.value.inInterface }
    set { if newValue != nil || rest != nil { change { $0.inInterface = newValue } } }
  }

  /// `-o`.
  public var outInterface: Inverted<InterfacePattern>? {
    get { rest?.value.outInterface }
    set { if newValue != nil || rest != nil { change { $0.outInterface = newValue } } }
  }

  /// `-p`; protocol 0 ("all") is nil.
  public var transport: Inverted<TransportProtocol>? {
    get {
      guard flags.contains(.transport) else { return nil }
      return Inverted(
        TransportProtocol(rawValue: transportNumber),
        isInverted: flags.contains(.transportInverted))
    }
    set {
      flags.subtract([.transport, .transportInverted])
      transportNumber = newValue?.value.rawValue ?? 0
      guard let newValue else { return }
      flags.insert(newValue.isInverted ? [.transport, .transportInverted] : .transport)
    }
  }

  /// `-f` (false: inverted, `! -f`): second and further fragments. IPv4 only.
  public var fragment: Bool? {
    get { flags.contains(.fragment) ? !flags.contains(.fragmentInverted) : nil }
    set {
      flags.subtract([.fragment, .fragmentInverted])
      guard let newValue else { return }
      flags.insert(newValue ? .fragment : [.fragment, .fragmentInverted])
    }
  }
}

extension HeaderMatch {
  private struct Flags: OptionSet, Hashable {
    let rawValue: UInt8
    static let source = Flags(rawValue: 1)
    static let sourceInverted = Flags(rawValue: 2)
    static let destination = Flags(rawValue: 4)
    static let destinationInverted = Flags(rawValue: 8)
    static let transport = Flags(rawValue: 16)
    static let transportInverted = Flags(rawValue: 32)
    static let fragment = Flags(rawValue: 64)
    static let fragmentInverted = Flags(rawValue: 128)
  }

  /// Interfaces, and addresses of IPv6.
  private struct RestValue: Hashable {
    var source: Inverted<MaskedAddress>?
    var destination: Inverted<MaskedAddress>?
    var inInterface: Inverted<InterfacePattern>?
    var outInterface: Inverted<InterfacePattern>?
  }

  /// Never changed once made, so that copies of a rule may share it.
  private final class Rest: Sendable, Hashable {
    let value: RestValue

    init(_ value: RestValue) { self.value = value }

    static func == (left: Rest, right: Rest) -> Bool { left.value == right.value }

    func hash(into hasher: inout Hasher) { hasher.combine(value) }
  }

  private mutating func change(_ body: (inout RestValue) -> Void) {
    var value = rest?.value ?? RestValue()
    body(&value)
    rest = value == RestValue() ? nil : Rest(value)
  }

  private static func packed(_ value: MaskedAddress) -> UInt64? {
    guard let address = value.address.v4, let mask = value.mask.v4 else { return nil }
    return UInt64(address) << 32 | UInt64(mask)
  }

  private static func unpacked(_ bits: UInt64, isInverted: Bool) -> Inverted<MaskedAddress> {
    Inverted(
      MaskedAddress(
        IPAddress(v4: UInt32(truncatingIfNeeded: bits >> 32)),
        mask: IPAddress(v4: UInt32(truncatingIfNeeded: bits))),
      isInverted: isInverted)
  }
}
