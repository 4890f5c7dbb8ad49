import YAMLSyntax

/// A Go type as go-yaml fills it: what a node makes of a value, and how error messages call it.
struct GoType<Value>: Sendable {
  /// As Go prints the type: `[]*config.ScrapeConfig`.
  let name: String
  /// The zero value.
  let zero: @Sendable () -> Value
  /// Decodes a node that is no alias; false where it noted a fault of type.
  let decode: @Sendable (inout GoDecoder, YAMLTree.Index, inout Value) throws(Rejection) -> Bool

  /// Decodes any node: `d.unmarshal(n, out)`.
  func unmarshal(
    _ index: YAMLTree.Index, into value: inout Value, _ decoder: inout GoDecoder
  ) throws(Rejection) -> Bool {
    try decoder.follow(index, &value, decode)
  }
}

extension GoType {
  /// A scalar of a basic kind: `read` makes the value, nil where it does not fit.
  static func scalar(
    _ name: String, zero: @escaping @Sendable () -> Value,
    _ read: @escaping @Sendable (GoScalar, [UInt8]) throws(Rejection) -> Value?
  ) -> GoType {
    GoType(name: name, zero: zero) { (decoder, index, value) throws(Rejection) in
      guard case .scalar(let bytes, _) = decoder.tree[index].content else {
        return decoder.mismatch(index, into: name)
      }
      let meaning = decoder.scalar(index)
      if case .null = meaning {
        value = zero()
        return true
      }
      do throws(Rejection) {
        guard let made = try read(meaning, bytes) else {
          return decoder.mismatch(index, into: name)
        }
        value = made
        return true
      } catch {
        throw Rejection(error.message, line: error.line ?? decoder.tree[index].line)
      }
    }
  }

  /// A type with an `UnmarshalYAML` of its own: `before` sets defaults, `inner` is what it decodes
  /// into, `after` validates. A null node does not reach it.
  static func hooked(
    _ inner: GoType, named name: String? = nil,
    before: @escaping @Sendable (inout Value) -> Void = { _ in },
    after: @escaping @Sendable (inout Value) throws(Rejection) -> Void
  ) -> GoType {
    GoType(name: name ?? inner.name, zero: inner.zero) {
      (decoder, index, value) throws(Rejection) in
      guard !decoder.isAbsent(index) else { return try inner.decode(&decoder, index, &value) }
      let faults = decoder.faults.count
      before(&value)
      _ = try inner.decode(&decoder, index, &value)
      guard decoder.faults.count == faults else { return false }
      do throws(Rejection) {
        try after(&value)
      } catch {
        throw Rejection(error.message, line: error.line ?? decoder.tree[index].line)
      }
      return true
    }
  }

  /// A type that decodes text and parses it.
  static func parsed(
    _ name: String = "string", zero: @escaping @Sendable () -> Value,
    _ parse: @escaping @Sendable (String) throws(Rejection) -> Value
  ) -> GoType {
    GoType(name: name, zero: zero) { (decoder, index, value) throws(Rejection) in
      guard !decoder.isAbsent(index) else {
        if case .null = decoder.scalar(index) { value = zero() }
        return true
      }
      var text = ""
      guard try GoType<String>.string.decode(&decoder, index, &text) else { return false }
      do throws(Rejection) {
        value = try parse(text)
      } catch {
        throw Rejection(error.message, line: error.line ?? decoder.tree[index].line)
      }
      return true
    }
  }
}
