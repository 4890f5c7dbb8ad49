public import Documents
import RegularExpressions

extension LabelSet {
  /// The labels of a JSON object of strings; nil where it is something else. As in Go, the last of
  /// two equal names counts, and `null` is empty.
  public init?(_ node: Node) {
    guard let members = node.object else { return nil }
    var labels: [Label] = []
    for member in members {
      guard let value = member.value.isNull ? "" : member.value.string else { return nil }
      labels.append(Label(ByteString(member.key), ByteString(value)))
    }
    self.init(labels)
  }

  /// The labels as a JSON object, U+FFFD for each byte that is no UTF-8, as Go's encoder writes.
  public var node: Node {
    Node(.object(labels.map { Node.Member($0.name.text, Node(.string($0.value.text))) }))
  }
}

extension ByteString {
  /// The text as Go's JSON encoder writes it: U+FFFD for each byte that is no UTF-8.
  public var text: String {
    let isValid = UTF8Text.isValid(bytes)
    return String(decoding: isValid ? bytes : UTF8Text(repairing: bytes).bytes, as: UTF8.self)
  }
}
