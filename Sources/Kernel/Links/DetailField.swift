import Addressing
import Documents

/// How one attribute of `IFLA_INFO_DATA` is printed by `ip -j -d link`: its key and its form.
struct DetailField {
  let type: Int
  let key: String
  let form: Form

  init(_ type: some FixedWidthInteger, _ key: String, _ form: Form) {
    self.type = Int(type)
    self.key = key
    self.form = form
  }

  enum Form {
    case number8
    case number16
    case number32
    case number64
    /// A byte, `true` or `false`.
    case flag
    /// A byte, `true` or not there.
    case flagIfSet
    /// There or not, `true`.
    case presence
    /// A number, or not there when it is 0.
    case number32UnlessZero
    /// `0x1f` in quotes; `0` for 0.
    case hexadecimal16
    /// The same with `0x` always.
    case hexadecimal16Always
    /// Hundredths of a second, as `0.02`.
    case timer
    /// A hardware address.
    case hardware
    /// A priority and a hardware address: `8000.52:54:0:12:34:56`.
    case bridgeID
    /// A word for each number, from 0 on.
    case words8([String])
    case address
    /// An Ethernet type: `802.1Q`.
    case vlanProtocol
  }

  /// The members that `ip` prints of these attributes, in the order of `fields`.
  static func members(
    _ fields: [DetailField], of table: AttributeTable
  ) throws(KernelError) -> NodeMembers {
    var members = NodeMembers()
    for field in fields {
      guard let attribute = table[field.type] else { continue }
      try field.put(attribute, to: &members)
    }
    return members
  }

  private func put(
    _ attribute: NetlinkAttribute, to members: inout NodeMembers
  ) throws(KernelError) {
    switch form {
    case .number8: members.put(key, number: try attribute.number(UInt8.self))
    case .number16: members.put(key, number: try attribute.number(UInt16.self))
    case .number32: members.put(key, number: try attribute.number(UInt32.self))
    case .number64: members.put(key, number: try attribute.number(UInt64.self))
    case .flag: members.put(key, flag: try attribute.number(UInt8.self) != 0)
    case .flagIfSet: if try attribute.number(UInt8.self) != 0 { members.put(key, flag: true) }
    case .presence: members.put(key, flag: true)
    case .number32UnlessZero:
      let number: UInt32 = try attribute.number()
      if number != 0 { members.put(key, number: number) }
    case .hexadecimal16, .hexadecimal16Always, .timer, .hardware, .bridgeID, .words8, .address,
      .vlanProtocol:
      members.put(key, node: try text(attribute))
    }
  }

  private func text(_ attribute: NetlinkAttribute) throws(KernelError) -> Node {
    switch form {
    case .hexadecimal16, .hexadecimal16Always:
      let number: UInt16 = try attribute.number()
      let isBare = if case .hexadecimal16 = form { number == 0 } else { false }
      return Node(.string((isBare ? "" : "0x") + String(number, radix: 16)))
    case .timer: return Node(.number(Self.seconds(try attribute.number(UInt64.self))))
    case .bridgeID: return Node(.string(Self.bridgeID(attribute.payload.array)))
    case .words8(let words):
      let number = Int(try attribute.number(UInt8.self))
      return Node(.string(words.indices.contains(number) ? words[number] : String(number)))
    case .address: return Node(.string(try attribute.address().description))
    case .vlanProtocol:
      return Node(.string(Self.ethernetType(try attribute.bigEndian(UInt16.self))))
    case .hardware, .number8, .number16, .number32, .number64, .flag, .flagIfSet, .presence,
      .number32UnlessZero:
      return Node(.string(LinkAddress.bytes(attribute.payload.array)))
    }
  }

  private static func seconds(_ hundredths: UInt64) -> String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func ethernetType(_ number: UInt16) -> String {
    switch number {
    case 0x8100: "802.1Q"
    case 0x88a8: "802.1ad"
    case _: "[\(number)]"
    }
  }

  private static func bridgeID(_ bytes: [UInt8]) -> String {
    let priority = bytes.prefix(2).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let address = bytes.dropFirst(2).map { String($0, radix: 16) }.joined(separator: ":")
    return "\(priority).\(address)"
  }
}
