import CNetfilter

/// The attributes of a netlink message or within another attribute (`struct nlattr`).
///
/// Every step advances by at least a header, or throws.
struct NetlinkAttributes {
  private let bytes: KernelBytes
  private var offset = 0

  /// The length and the type.
  private static let headerSize = 4

  @inline(__always) init(_ bytes: KernelBytes) { self.bytes = bytes }

  /// The next attribute, nil at the end.
  @inline(__always) mutating func next() throws(KernelError) -> NetlinkAttribute? {
    guard offset < bytes.count else { return nil }
    guard let length: UInt16 = bytes.load(at: offset),
      let type: UInt16 = bytes.load(at: offset + 2)
    else { throw truncated("a header of 4 bytes is cut off") }
    let end = offset + Int(length)
    guard Int(length) >= Self.headerSize, end <= bytes.count else {
      throw truncated("it says \(length) bytes long, \(bytes.count - offset) are there")
    }
    let attribute = NetlinkAttribute(
      type: Int(type & ~UInt16(NLA_F_NESTED | NLA_F_NET_BYTEORDER)),
      payload: bytes.slice(offset + Self.headerSize, end))
    offset = (end + 3) & ~3
    return attribute
  }

  private func truncated(_ reason: String) -> KernelError {
    .malformed(subject: "a netlink attribute at byte \(offset)", reason: reason)
  }

  /// The first attribute of `type`, nil where there is none.
  consuming func first(_ type: Int) throws(KernelError) -> NetlinkAttribute? {
    while let attribute = try next() {
      if attribute.type == type { return attribute }
    }
    return nil
  }
}

/// One attribute: its type without flags, and what it holds.
struct NetlinkAttribute {
  let type: Int
  let payload: KernelBytes

  /// The attributes within it.
  @inline(__always) var nested: NetlinkAttributes { NetlinkAttributes(payload) }

  /// A number in the machine's byte order.
  @inline(__always) func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ kind: Number.Type = Number.self
  ) throws(KernelError) -> Number {
    guard let value: Number = payload.load() else { throw short(MemoryLayout<Number>.size) }
    return value
  }

  /// A number in network byte order.
  @inline(__always) func bigEndian<Number: FixedWidthInteger & BitwiseCopyable>(
    _ kind: Number.Type = Number.self
  ) throws(KernelError) -> Number {
    Number(bigEndian: try number())
  }

  /// A structure of a kernel header.
  @inline(__always) func load<Value: BitwiseCopyable>(
    _ kind: Value.Type
  ) throws(KernelError) -> Value {
    guard let value: Value = payload.load() else { throw short(MemoryLayout<Value>.size) }
    return value
  }

  /// The text up to its NUL.
  var string: String { payload.string }

  private func short(_ size: Int) -> KernelError {
    .malformed(
      subject: "netlink attribute \(type)",
      reason: "\(size) bytes are expected, \(payload.count) are there")
  }
}

extension RawRepresentable where RawValue == UInt32 {
  /// The value of a constant of a kernel header, whatever shape Swift gave to its enumeration.
  @inline(__always) var number: Int { Int(rawValue) }
}

/// Lets a `switch` over an attribute's type name the constants of a kernel header.
@inline(__always) func ~= <Constant: RawRepresentable>(
  constant: Constant, value: Int
) -> Bool where Constant.RawValue == UInt32 {
  Int(constant.rawValue) == value
}
