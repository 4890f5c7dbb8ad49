import YAMLSyntax

/// The keys of a Go struct and what each fills.
struct GoStructure<Value>: Sendable {
  /// Decodes one key's value into the struct.
  typealias Field =
    @Sendable (inout GoDecoder, YAMLTree.Index, inout Value) throws(Rejection) -> Void

  private(set) var fields: [String: Field] = [:]
  /// What takes the keys that are no fields: a map that is inlined, or a struct known in part.
  private var rest:
    (@Sendable (inout GoDecoder, String, YAMLTree.Index, inout Value) throws(Rejection) -> Void)?

  init() {}

  /// With `key`, which fills the part at `path`.
  func field<Part>(
    _ key: String, _ path: WritableKeyPath<Value, Part>, _ type: GoType<Part>
  ) -> GoStructure {
    var copy = self
    let place = Place(path)
    let field: Field = { (decoder, index, value) throws(Rejection) in
      var part = value[keyPath: place.path]
      _ = try type.unmarshal(index, into: &part, &decoder)
      value[keyPath: place.path] = part
    }
    copy.fields[key] = field
    return copy
  }

  /// With all keys of a struct that is inlined at `path`.
  func inline<Part>(
    _ structure: GoStructure<Part>, _ path: WritableKeyPath<Value, Part>
  ) -> GoStructure {
    var copy = self
    let place = Place(path)
    for (key, field) in structure.fields {
      let outer: Field = { (decoder, index, value) throws(Rejection) in
        var part = value[keyPath: place.path]
        try field(&decoder, index, &part)
        value[keyPath: place.path] = part
      }
      copy.fields[key] = outer
    }
    return copy
  }

  /// With `key`, whose value is decoded for its faults only.
  func ignored<Part>(_ key: String, _ type: GoType<Part>) -> GoStructure {
    var copy = self
    let field: Field = { (decoder, index, _) throws(Rejection) in
      var part = type.zero()
      _ = try type.unmarshal(index, into: &part, &decoder)
    }
    copy.fields[key] = field
    return copy
  }

  /// With `key`, noted by `body`.
  func custom(_ key: String, _ body: @escaping Field) -> GoStructure {
    var copy = self
    copy.fields[key] = body
    return copy
  }

  /// With all other keys taken by `body`.
  func others(
    _ body:
      @escaping @Sendable (inout GoDecoder, String, YAMLTree.Index, inout Value) throws(Rejection)
      -> Void
  ) -> GoStructure {
    var copy = self
    copy.rest = body
    return copy
  }

  /// The struct as a type that messages call `name`.
  func type(_ name: String, zero: @escaping @Sendable () -> Value) -> GoType<Value> {
    GoType(name: name, zero: zero) { (decoder, index, value) throws(Rejection) in
      switch decoder.tree[index].content {
      case .mapping(let children):
        try read(children, name, into: &value, &decoder)
        return true
      case .scalar, .sequence, .alias:
        if case .scalar = decoder.tree[index].content, case .null = decoder.scalar(index) {
          value = zero()
          return true
        }
        return decoder.mismatch(index, into: name)
      }
    }
  }

  private func read(
    _ children: [YAMLTree.Index], _ name: String, into value: inout Value,
    _ decoder: inout GoDecoder
  ) throws(Rejection) {
    var done: Set<String> = []
    for (keyIndex, valueIndex) in pairs(children) {
      if decoder.isMerge(keyIndex) {
        for source in try decoder.mergeSources(valueIndex) {
          guard case .mapping(let inner) = decoder.tree[source].content else { continue }
          try read(inner, name, into: &value, &decoder)
        }
        continue
      }
      var key = ""
      guard try GoType<String>.string.unmarshal(keyIndex, into: &key, &decoder) else { continue }
      guard let field = fields[key] else {
        if let rest {
          try rest(&decoder, key, valueIndex, &value)
          continue
        }
        decoder.fault(keyIndex, "field \(key) not found in type \(name)")
        continue
      }
      guard done.insert(key).inserted else {
        decoder.fault(keyIndex, "field \(key) already set in type \(name)")
        continue
      }
      try field(&decoder, valueIndex, &value)
    }
  }
}

extension GoStructure {
  /// The struct as a type that fills only a part of `Value`; `reset` sets that part to zero.
  func part(_ name: String, reset: @escaping @Sendable (inout Value) -> Void) -> GoType<Value>
  where Value: GoZero {
    let whole = type(name) { Value() }
    return GoType(name: name, zero: { Value() }) { (decoder, index, value) throws(Rejection) in
      if case .scalar = decoder.tree[index].content, case .null = decoder.scalar(index) {
        reset(&value)
        return true
      }
      return try whole.decode(&decoder, index, &value)
    }
  }
}

/// A type whose plain initialiser makes its zero value.
protocol GoZero: Sendable {
  init()
}

extension KubernetesDiscovery: GoZero {}

/// A key path of stored properties, which holds nothing that could race: literals are `Sendable`,
/// but the compiler (6.3) cannot open `any WritableKeyPath & Sendable` in a typed throw.
struct Place<Root, Part>: @unchecked Sendable {
  let path: WritableKeyPath<Root, Part>

  init(_ path: WritableKeyPath<Root, Part>) { self.path = path }
}
