/// Reads the fields of an object with the types an API prescribes, and says which field is wrong.
///
/// A field that is absent or `null` reads as nil; a field of another kind throws.
public struct FieldReader: Sendable {
  /// The value whose fields are read.
  public let node: Node
  /// The way to it from the document's root.
  public let path: FieldPath

  /// A reader of `node`, which stands at `path`.
  public init(_ node: Node, path: FieldPath = .root) {
    self.node = node
    self.path = path
  }

  /// The field `key` as it is; nil when absent or `null`. Throws where this value is no object.
  public func value(_ key: String) throws(FieldError) -> Node? {
    guard case .object(let members) = node.content else {
      throw FieldError(node, at: path, "should be an object, not \(node.kindName)")
    }
    guard let value = members.first(where: { $0.key == key })?.value, !value.isNull else {
      return nil
    }
    return value
  }

  /// The field `key`, an object.
  public func object(_ key: String) throws(FieldError) -> FieldReader? {
    guard let value = try value(key) else { return nil }
    guard value.object != nil else { throw wrong(value, key, "an object") }
    return FieldReader(value, path: .key(path, key))
  }

  /// The elements of the field `key`, an array; empty when absent.
  public func list(_ key: String) throws(FieldError) -> [FieldReader] {
    guard let value = try value(key) else { return [] }
    guard let elements = value.array else { throw wrong(value, key, "an array") }
    let path = FieldPath.key(self.path, key)
    return elements.enumerated().map { FieldReader($1, path: .index(path, $0)) }
  }

  /// The field `key`, a string.
  public func string(_ key: String) throws(FieldError) -> String? {
    guard let value = try value(key) else { return nil }
    guard let text = value.string else { throw wrong(value, key, "a string") }
    return text
  }

  /// The field `key`, a string that must be there and not be empty.
  public func requiredString(_ key: String) throws(FieldError) -> String {
    guard let text = try string(key), !text.isEmpty else {
      throw FieldError(node, at: .key(path, key), "is missing")
    }
    return text
  }

  /// The field `key`, a boolean.
  public func bool(_ key: String) throws(FieldError) -> Bool? {
    guard let value = try value(key) else { return nil }
    guard let bool = value.bool else { throw wrong(value, key, "true or false") }
    return bool
  }

  /// The field `key`, a whole number.
  public func int(_ key: String) throws(FieldError) -> Int? {
    guard let value = try value(key) else { return nil }
    guard let number = value.int else { throw wrong(value, key, "a whole number") }
    return number
  }

  /// The field `key`, an array of strings; empty when absent.
  public func strings(_ key: String) throws(FieldError) -> [String] {
    var all: [String] = []
    for element in try list(key) { all.append(try element.asString()) }
    return all
  }

  /// The field `key`, an object of strings; empty when absent.
  public func stringMap(_ key: String) throws(FieldError) -> [String: String] {
    guard let object = try object(key) else { return [:] }
    var map: [String: String] = [:]
    for member in object.node.object ?? [] where !member.value.isNull {
      guard let text = member.value.string else {
        throw object.wrong(member.value, member.key, "a string")
      }
      map[member.key] = text
    }
    return map
  }

  /// This value itself, a string.
  public func asString() throws(FieldError) -> String {
    guard let text = node.string else {
      throw FieldError(node, at: path, "should be a string, not \(node.kindName)")
    }
    return text
  }

  /// The error that the field `key` is something else than `kind`.
  public func wrong(_ value: Node, _ key: String, _ kind: String) -> FieldError {
    FieldError(value, at: .key(path, key), "should be \(kind), not \(value.kindName)")
  }

  /// The error that the field `key` cannot be what it is.
  public func invalid(_ key: String, _ reason: String) -> FieldError {
    let value: Node? = try? value(key)
    return FieldError(value ?? node, at: .key(path, key), reason)
  }
}

/// The way from a document's root to a value: `spec.ports[0].port`.
public indirect enum FieldPath: Sendable, Hashable, CustomStringConvertible {
  case root
  case key(FieldPath, String)
  case index(FieldPath, Int)

  /// The path as `kubectl explain` writes it, with positions in brackets.
  public var description: String {
    switch self {
    case .root: ""
    case .key(.root, let key): key
    case .key(let parent, let key): "\(parent).\(key)"
    case .index(let parent, let index): "\(parent)[\(index)]"
    }
  }
}

/// A field that is not what it should be.
public struct FieldError: Error, Sendable, Hashable {
  /// The byte offset of the value in its text.
  public var offset: Int
  /// The way to the field.
  public var path: FieldPath
  /// What is wrong, as the end of a sentence that begins with the path.
  public var reason: String

  /// The error that `node`, at `path`, is wrong.
  public init(_ node: Node, at path: FieldPath, _ reason: String) {
    offset = node.offset
    self.path = path
    self.reason = reason
  }
}
