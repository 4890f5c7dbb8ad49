import CNetfilter
import Documents
import Firewall

extension RuleDecoder {
  /// `KEY @set`, `KEY vmap …`, and maps whose data go to a register.
  mutating func readLookup(_ data: Fields) throws(KernelError) -> Bool {
    let source = try data.number(NFTA_LOOKUP_SREG)
    guard let name = data.text(NFTA_LOOKUP_SET), let set = sets[name],
      var key = register(source)
    else { return false }
    if key.bits(sets) < set.keyLength * 8 {
      guard let several = concatenation(from: source, bits: set.keyLength * 8) else {
        return false
      }
      key = several
    }
    guard let destination = try data.number(NFTA_LOOKUP_DREG) else {
      let isInverted = isSet(NFT_LOOKUP_F_INV.rawValue, in: try data.number(NFTA_LOOKUP_FLAGS) ?? 0)
      let (node, elements) = completeKey(key, set)
      match(node, isInverted ? "!=" : "==", elements, shape: "")
      return true
    }
    if RegisterNumber.place(destination) == nil {
      let (node, elements) = completeKey(key, set)
      // A verdict map is a comparison for nft: what comes before it stays implied.
      statements.append(["vmap": ["key": node, "data": elements]])
      previous = nil
    } else {
      self.set(destination, .lookup(key, set: name))
    }
    return true
  }

  mutating func completeLookup(_ key: Term, _ name: String) -> (Node, ConstantKind) {
    guard let set = sets[name] else {
      return (["map": ["key": complete(key).0, "data": Node(.string("@" + name))]], .host32)
    }
    let (node, elements) = completeKey(key, set)
    let kind = set.dataKinds.first ?? ConstantKind(.integer, bits: 0)
    return (["map": ["key": node, "data": elements]], kind)
  }

  /// The key, and the set: by its name, or what an anonymous one holds.
  private mutating func completeKey(_ key: Term, _ set: SetRecord) -> (Node, Node) {
    guard set.isAnonymous else {
      return (complete(key).0, Node(.string("@" + set.name)))
    }
    if let (node, kind, shift) = trimmed(key) {
      var writing = SetWriter(set, keys: [kind], writer)
      writing.shift = shift
      return (node, ["set": Node(.array(writing.elements()))])
    }
    let kinds = kinds(key)
    let (node, _) = complete(key)
    var writing = SetWriter(set, keys: kinds, writer)
    return (node, ["set": Node(.array(writing.elements()))])
  }

  /// `add @set { … }` and its siblings.
  mutating func readUpdate(_ data: Fields) throws(KernelError) -> Bool {
    let source = try data.number(NFTA_DYNSET_SREG_KEY)
    guard let name = data.text(NFTA_DYNSET_SET_NAME), let set = sets[name],
      var key = register(source)
    else { return false }
    if key.bits(sets) < set.keyLength * 8 {
      guard let several = concatenation(from: source, bits: set.keyLength * 8) else {
        return false
      }
      key = several
    }
    var element = complete(key).0
    if let timeout = try data.long(NFTA_DYNSET_TIMEOUT), timeout > 0 {
      element = ["elem": ["val": element, "timeout": Node(timeout / 1000)]]
    }
    let stateful = try patterns(data)
    let operation: String =
      switch try data.number(NFTA_DYNSET_OP) ?? 0 {
      case NFT_DYNSET_OP_UPDATE.rawValue: "update"
      case NFT_DYNSET_OP_DELETE.rawValue: "delete"
      case _: "add"
      }
    if let source = try data.number(NFTA_DYNSET_SREG_DATA), let term = register(source) {
      updateMap(operation, set, element, term)
    } else if set.isAnonymous, let statement = stateful.first {
      effect(
        [
          "meter": .object([
            ("key", element), ("stmt", statement), ("size", set.size.map { Node($0) }),
            ("name", Node(.string(name))),
          ])
        ])
    } else {
      effect(
        [
          "set": .object([
            ("op", Node(.string(operation))), ("elem", element), ("set", Node(.string("@" + name))),
            ("stmt", stateful.isEmpty ? nil : Node(.array(stateful))),
          ])
        ])
    }
    return true
  }

  /// nft 1.0.6 has no words in JSON for a map that is changed: it prints the statement's text.
  private mutating func updateMap(
    _ operation: String, _ set: SetRecord, _ element: Node, _ term: Term
  ) {
    let kind = set.dataKinds.first
    let value = NFTables.Expression(complete(term, as: kind).0)
    let key = NFTables.Expression(element).text
    let text = value.text(as: set.dataKinds.map(\.type))
    effect(Node(.string("\(operation) @\(set.name) { \(key) : \(text) }")))
  }

  /// The counters and limits that each new element gets.
  private mutating func patterns(_ data: Fields) throws(KernelError) -> [Node] {
    if isPattern { return [] }
    var copy = self
    (copy.statements, copy.isPattern) = ([], true)
    if let single = data[NFTA_DYNSET_EXPR] {
      try copy.read(single)
    } else if let list = data[NFTA_DYNSET_EXPRESSIONS] {
      var elements = list.nested
      while let element = try elements.next() { try copy.read(element) }
    }
    return copy.statements.compactMap { $0 }
  }
}
