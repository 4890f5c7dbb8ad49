/// The attributes of a message by type, for messages whose parts are wanted in another order than
/// they come in. Valid while the message is.
struct AttributeTable {
  private var attributes: [Int: NetlinkAttribute] = [:]

  init(_ given: NetlinkAttributes) throws(KernelError) {
    var rest = given
    while let attribute = try rest.next() { attributes[attribute.type] = attribute }
  }

  subscript(type: some FixedWidthInteger) -> NetlinkAttribute? { attributes[Int(type)] }

  subscript<Constant: RawRepresentable>(
    type: Constant
  ) -> NetlinkAttribute? where Constant.RawValue == UInt32 {
    attributes[type.number]
  }

  /// A number in the machine's byte order, nil where the attribute is not there.
  func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: some FixedWidthInteger, _ kind: Number.Type = Number.self
  ) throws(KernelError) -> Number? {
    try self[type]?.number(kind)
  }

  /// The attributes within an attribute.
  func nested(_ type: some FixedWidthInteger) throws(KernelError) -> AttributeTable? {
    guard let attribute = self[type] else { return nil }
    return try AttributeTable(attribute.nested)
  }
}
