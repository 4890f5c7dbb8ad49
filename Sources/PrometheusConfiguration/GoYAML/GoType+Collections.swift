import YAMLSyntax

extension GoType {
  /// `*T`: nil for null.
  static func pointer<Pointee>(to type: GoType<Pointee>) -> GoType where Value == Pointee? {
    GoType(name: "*" + type.name, zero: { nil }) { (decoder, index, value) throws(Rejection) in
      if decoder.isAbsent(index) {
        guard case .null = decoder.scalar(index) else {
          return decoder.mismatch(index, into: "*" + type.name)
        }
        value = nil
        return true
      }
      var pointee = value ?? type.zero()
      let isGood = try type.decode(&decoder, index, &pointee)
      value = pointee
      return isGood
    }
  }

  /// `[]T`: nil for null, elements with faults left out.
  static func slice<Element>(of type: GoType<Element>, named name: String? = nil) -> GoType
  where Value == [Element]? {
    let name = name ?? "[]" + type.name
    return GoType(name: name, zero: { nil }) { (decoder, index, value) throws(Rejection) in
      switch decoder.tree[index].content {
      case .sequence(let children):
        var elements: [Element] = []
        for child in children {
          var element = type.zero()
          if try type.unmarshal(child, into: &element, &decoder) { elements.append(element) }
        }
        value = elements
        return true
      case .scalar, .mapping, .alias:
        if case .scalar = decoder.tree[index].content, case .null = decoder.scalar(index) {
          value = nil
          return true
        }
        return decoder.mismatch(index, into: name)
      }
    }
  }

  /// `[]T` where nil and empty mean the same.
  static func list<Element>(of type: GoType<Element>, named name: String? = nil) -> GoType
  where Value == [Element] {
    let slice = GoType<[Element]?>.slice(of: type, named: name)
    return GoType(name: slice.name, zero: { [] }) { (decoder, index, value) throws(Rejection) in
      var elements: [Element]? = value
      let isGood = try slice.decode(&decoder, index, &elements)
      value = elements ?? []
      return isGood
    }
  }

  /// `map[string]T`, with keys of `key`; a repeated key is a fault.
  static func map<Element>(
    _ name: String, of type: GoType<Element>, key: GoType<String> = .string
  ) -> GoType where Value == [String: Element] {
    GoType(name: name, zero: { [:] }) { (decoder, index, value) throws(Rejection) in
      switch decoder.tree[index].content {
      case .mapping(let children):
        try MapReader(name: name, key: key, type: type).read(children, into: &value, &decoder)
        return true
      case .scalar, .sequence, .alias:
        if case .scalar = decoder.tree[index].content, case .null = decoder.scalar(index) {
          value = [:]
          return true
        }
        return decoder.mismatch(index, into: name)
      }
    }
  }
}

/// Fills a map from the keys and values of a mapping, merges included.
private struct MapReader<Element>: Sendable {
  let name: String
  let key: GoType<String>
  let type: GoType<Element>

  func read(
    _ children: [YAMLTree.Index], into map: inout [String: Element], _ decoder: inout GoDecoder
  ) throws(Rejection) {
    for (keyIndex, valueIndex) in pairs(children) {
      if decoder.isMerge(keyIndex) {
        for source in try decoder.mergeSources(valueIndex) {
          guard case .mapping(let inner) = decoder.tree[source].content else { continue }
          try read(inner, into: &map, &decoder)
        }
        continue
      }
      var name = ""
      guard try key.unmarshal(keyIndex, into: &name, &decoder) else { continue }
      var element = type.zero()
      guard try type.unmarshal(valueIndex, into: &element, &decoder) else { continue }
      if map[name] != nil {
        decoder.fault(valueIndex, "key \(GoQuote.quoted(name)) already set in map")
      } else {
        map[name] = element
      }
    }
  }
}

/// The keys and values of a mapping's children.
func pairs(_ children: [YAMLTree.Index]) -> [(key: YAMLTree.Index, value: YAMLTree.Index)] {
  stride(from: 0, to: children.count - 1, by: 2).map { (children[$0], children[$0 + 1]) }
}

extension GoDecoder {
  /// Whether a key is `<<`.
  func isMerge(_ index: YAMLTree.Index) -> Bool {
    guard case .scalar(let bytes, let isImplicit) = tree[index].content else { return false }
    return bytes == Array("<<".utf8)
      && (isImplicit || tree[index].tag == "tag:yaml.org,2002:merge")
  }

  /// The mappings that stand after `<<`, in the order they are laid over each other.
  func mergeSources(_ index: YAMLTree.Index) throws(Rejection) -> [YAMLTree.Index] {
    switch tree[index].content {
    case .mapping: return [index]
    case .alias(_, let target):
      guard case .mapping = tree[target].content else { throw wantMap(index) }
      return [target]
    case .sequence(let elements):
      var all: [YAMLTree.Index] = []
      for element in elements.reversed() {
        guard case .sequence = tree[element].content else {
          all += try mergeSources(element)
          continue
        }
        throw wantMap(index)
      }
      return all
    case .scalar: throw wantMap(index)
    }
  }

  private func wantMap(_ index: YAMLTree.Index) -> Rejection {
    Rejection(
      "yaml: map merge requires map or sequence of maps as the value", line: tree[index].line)
  }
}
