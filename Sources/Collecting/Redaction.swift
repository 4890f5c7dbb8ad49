public import Documents

/// Takes out of Kubernetes objects what no question about the network needs and what may be secret:
/// environments, command lines, managed fields, and copies of the object in annotations.
public enum Redaction {
  private static let unwanted: Set = [
    "env", "envFrom", "command", "args", "managedFields", "imagePullSecrets", "data", "stringData",
    "binaryData",
  ]
  private static let copies: Set = [
    "kubectl.kubernetes.io/last-applied-configuration",
    "kubectl.kubernetes.io/last-applied-set",
  ]

  /// The same list of objects without it; as it was where it is no JSON, since its reader will say so.
  public static func redacted(_ bytes: [UInt8]) -> [UInt8] {
    guard let node = try? Node(parsingJSON: bytes) else { return bytes }
    var out: [UInt8] = []
    redacted(node).writeJSON(to: &out)
    return out + [UInt8(ascii: "\n")]
  }

  /// The same object or list without it.
  public static func redacted(_ node: Node) -> Node {
    switch node.content {
    case .object(let members): Node(.object(members.compactMap(redacted)), offset: node.offset)
    case .array(let elements): Node(.array(elements.map(redacted)), offset: node.offset)
    case .null, .bool, .number, .string: node
    }
  }

  private static func redacted(_ member: Node.Member) -> Node.Member? {
    // Labels, selectors and annotations are maps with keys of the user's own.
    switch (member.key, member.value.content) {
    case ("labels", _), ("matchLabels", _), ("selector", _): return member
    case ("annotations", .object(let entries)):
      let kept = entries.filter { !copies.contains($0.key) }
      return Node.Member(member.key, Node(.object(kept), offset: member.value.offset))
    case _:
      return unwanted.contains(member.key) ? nil : Node.Member(member.key, redacted(member.value))
    }
  }
}
