import YAMLSyntax

/// Decodes a YAML tree as go-yaml's strict mode fills Go values (`decode.go` of yaml.v2): faults of
/// type are gathered and reading goes on, all others end it.
struct GoDecoder {
  /// The document.
  let tree: YAMLTree
  /// The faults of type found so far, in the order of go-yaml.
  private(set) var faults: [Fault] = []
  private var following: Set<YAMLTree.Index> = []
  private var decodes = 0
  private var aliasDecodes = 0

  /// `line 3: cannot unmarshal …`.
  struct Fault: Hashable {
    var line: Int
    var text: String
  }

  init(_ tree: YAMLTree) { self.tree = tree }

  /// All faults as the one error go-yaml makes of them.
  var rejection: Rejection? {
    guard let first = faults.first else { return nil }
    let lines = faults.map { "  line \($0.line): \($0.text)" }
    return Rejection(
      "yaml: unmarshal errors:\n" + lines.joined(separator: "\n"), line: first.line)
  }

  /// Notes a fault at a node.
  mutating func fault(_ index: YAMLTree.Index, _ text: String) {
    faults.append(Fault(line: tree[index].line, text: text))
  }

  /// `cannot unmarshal !!str `abc` into bool`, and false.
  mutating func mismatch(_ index: YAMLTree.Index, into type: String) -> Bool {
    let node = tree[index]
    var tag = node.tag.map(Self.short) ?? ""
    var value = ""
    switch node.content {
    case .sequence: if tag.isEmpty { tag = "!!seq" }
    case .mapping: if tag.isEmpty { tag = "!!map" }
    case .alias: break
    case .scalar(let bytes, _):
      if tag.isEmpty { tag = scalar(index).tag }
      value =
        bytes.count > 10
        ? String(decoding: bytes.prefix(7), as: UTF8.self) + "..."
        : String(decoding: bytes, as: UTF8.self)
    }
    let isPlainTag = tag == "!!seq" || tag == "!!map"
    let printed = isPlainTag ? value : " `\(value)`"
    fault(index, "cannot unmarshal \(tag)\(printed) into \(type)")
    return false
  }

  /// Whether go-yaml takes the node for null before it looks at the type.
  func isAbsent(_ index: YAMLTree.Index) -> Bool {
    let node = tree[index]
    guard case .scalar(let bytes, let isImplicit) = node.content else { return false }
    if let tag = node.tag { return Self.short(tag) == "!!null" }
    let text = String(decoding: bytes, as: UTF8.self)
    return isImplicit && (text == "null" || text == "~" || text.isEmpty)
  }

  /// What a scalar node means; lists and mappings mean nothing here.
  func scalar(_ index: YAMLTree.Index) -> GoScalar {
    let node = tree[index]
    guard case .scalar(let bytes, let isImplicit) = node.content else { return .null }
    guard let tag = node.tag.map(Self.short) else {
      return isImplicit ? GoScalar(plain: bytes) : .string(bytes)
    }
    switch tag {
    case "!!bool", "!!int", "!!float", "!!null", "!!timestamp":
      let value = GoScalar(plain: bytes)
      if tag == "!!float", case .int(let whole) = value { return .float(Double(whole)) }
      return value
    case "!!binary": return .string(Base64.decoded(bytes) ?? bytes)
    case _: return .string(bytes)
    }
  }

  /// Throws where an explicit tag and its value do not fit.
  func checkTag(_ index: YAMLTree.Index) throws(Rejection) {
    let node = tree[index]
    guard case .scalar(let bytes, _) = node.content, let tag = node.tag.map(Self.short) else {
      return
    }
    if tag == "!!binary", Base64.decoded(bytes) == nil {
      throw Rejection("yaml: !!binary value contains invalid base64 data", line: node.line)
    }
    guard ["!!bool", "!!int", "!!float", "!!null", "!!timestamp"].contains(tag) else { return }
    let value = scalar(index)
    guard value.tag != tag else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    throw Rejection("yaml: cannot decode \(value.tag) `\(text)` as a \(tag)", line: node.line)
  }

  /// Follows aliases, then decodes with `body`.
  mutating func follow<Value>(
    _ index: YAMLTree.Index, _ value: inout Value,
    _ body: (inout GoDecoder, YAMLTree.Index, inout Value) throws(Rejection) -> Bool
  ) throws(Rejection) -> Bool {
    decodes += 1
    if !following.isEmpty { aliasDecodes += 1 }
    if aliasDecodes > 100, decodes > 1000, Double(aliasDecodes) / Double(decodes) > 0.99 {
      throw Rejection("yaml: document contains excessive aliasing")
    }
    guard case .alias(let name, let target) = tree[index].content else {
      try checkTag(index)
      return try body(&self, index, &value)
    }
    guard following.insert(target).inserted else {
      throw Rejection("yaml: anchor '\(name)' value contains itself", line: tree[index].line)
    }
    defer { following.remove(target) }
    return try follow(target, &value, body)
  }

  /// `tag:yaml.org,2002:str` → `!!str`.
  private static func short(_ tag: String) -> String {
    let long = "tag:yaml.org,2002:"
    return tag.hasPrefix(long) ? "!!" + tag.dropFirst(long.count) : tag
  }
}
