import Addressing
import Documents

extension FieldReader {
  /// What of a NetworkPolicy is read, but not as its author may think: fields that the API does not
  /// know, host bits, and exceptions that take nothing out.
  func policyReservations() -> [FieldError] {
    var found: [FieldError] = []
    check(["apiVersion", "kind", "metadata", "spec", "status"], &found)
    guard let spec = reader("spec") else { return found }
    spec.check(["podSelector", "ingress", "egress", "policyTypes"], &found)
    spec.reader("podSelector")?.checkSelector(&found)
    for (section, peers) in [("ingress", "from"), ("egress", "to")] {
      for rule in spec.readers(section) {
        rule.check([peers, "ports"], &found)
        for port in rule.readers("ports") {
          port.check(["protocol", "port", "endPort"], &found)
        }
        for peer in rule.readers(peers) { peer.checkPeer(&found) }
      }
    }
    return found
  }

  private func checkPeer(_ found: inout [FieldError]) {
    check(["podSelector", "namespaceSelector", "ipBlock"], &found)
    reader("podSelector")?.checkSelector(&found)
    reader("namespaceSelector")?.checkSelector(&found)
    guard let block = reader("ipBlock") else { return }
    block.check(["cidr", "except"], &found)
    guard let text = block.node["cidr"], let cidr = text.string.flatMap({ IPPrefix(parsing: $0) })
    else { return }
    if cidr.hasHostBits {
      found.append(
        FieldError(
          text, at: .key(block.path, "cidr"),
          "is \(cidr), which has host bits set: it is taken for \(cidr.canonical)"))
    }
    for except in block.readers("except") {
      guard let prefix = except.node.string.flatMap({ IPPrefix(parsing: $0) }) else { continue }
      if !(cidr.contains(prefix) && prefix.length > cidr.length) {
        found.append(
          FieldError(
            except.node, at: except.path,
            "is \(prefix), which is not a part of \(cidr): the API server refuses it"))
      } else if prefix.hasHostBits {
        found.append(
          FieldError(
            except.node, at: except.path,
            "is \(prefix), which has host bits set: it is taken for \(prefix.canonical)"))
      }
    }
  }

  private func checkSelector(_ found: inout [FieldError]) {
    check(["matchLabels", "matchExpressions"], &found)
    for expression in readers("matchExpressions") {
      expression.check(["key", "operator", "values"], &found)
    }
  }

  private func check(_ known: Set<String>, _ found: inout [FieldError]) {
    for member in node.object ?? [] where !known.contains(member.key) {
      found.append(
        FieldError(
          member.value, at: .key(path, member.key),
          "is a field that the API does not know: it has no effect"))
    }
  }

  /// Throws where a key stands twice in an object, which kubectl refuses in YAML and JSON alike.
  func refuseRepetition() throws(FieldError) {
    if let members = node.object {
      var seen = Set<String>()
      for member in members {
        guard seen.insert(member.key).inserted else {
          throw FieldError(member.value, at: .key(path, member.key), "stands twice in one object")
        }
        try FieldReader(member.value, path: .key(path, member.key)).refuseRepetition()
      }
    }
    for (place, element) in (node.array ?? []).enumerated() {
      try FieldReader(element, path: .index(path, place)).refuseRepetition()
    }
  }

  private func reader(_ key: String) -> FieldReader? {
    node[key].flatMap { $0.object == nil ? nil : FieldReader($0, path: .key(path, key)) }
  }

  private func readers(_ key: String) -> [FieldReader] {
    (node[key]?.array ?? []).enumerated().map {
      FieldReader($1, path: .index(.key(path, key), $0))
    }
  }
}
