import CNetfilter
import Documents
import Firewall

extension SetRecord {
  /// The set as an entry of libnftables-json(5).
  var node: Node {
    let isConstant = isSet(NFT_SET_CONSTANT.rawValue, in: flags)
    var writer = SetWriter(self, ConstantWriter())
    let elements = writer.elements()
    let body: Node = .object([
      ("family", Node(.string(family.rawValue))), ("name", Node(.string(name))),
      ("table", Node(.string(table))), ("type", typeNode), ("handle", Node(handle)),
      ("map", mapNode), ("comment", comment.map { Node(.string($0)) }),
      (
        "policy",
        !isConstant && policy == NFT_SET_POL_MEMORY.rawValue ? Node(.string("memory")) : nil
      ), ("size", isConstant ? nil : size.flatMap { $0 > 0 ? Node($0) : nil }),
      ("flags", flagsNode),
      ("timeout", timeout.flatMap { $0 > 0 ? Node($0 / 1000) : nil }),
      ("gc-interval", collectionInterval.flatMap { $0 > 0 ? Node($0 / 1000) : nil }),
      ("elem", elements.isEmpty ? nil : Node(.array(elements))),
      ("stmt", statements.isEmpty ? nil : Node(.array(statements))),
    ])
    return Node(.object([.init(isMap || isObjectMap ? "map" : "set", body)]))
  }

  private var typeNode: Node {
    let names = keyKinds.map { Node(.string($0.type.name)) }
    return names.count == 1 ? names[0] : Node(.array(names))
  }

  private var mapNode: Node? {
    if isObjectMap { return ObjectKind.name(objectType).map { Node(.string($0)) } }
    guard isMap else { return nil }
    if mapsToVerdicts { return "verdict" }
    return Node(.string(dataKinds.map(\.type.name).joined(separator: " . ")))
  }

  private var flagsNode: Node? {
    let names = [
      (NFT_SET_CONSTANT, "constant"), (NFT_SET_INTERVAL, "interval"), (NFT_SET_TIMEOUT, "timeout"),
    ]
    let chosen = names.filter { isSet($0.0.rawValue, in: flags) }.map { Node(.string($0.1)) }
    return chosen.isEmpty ? nil : Node(.array(chosen))
  }
}
