import Yams

/// Reads YAML documents into nodes, with Yams for the syntax and the rules of kubectl for the
/// scalars.
struct YAMLReader {
  /// One document's text and where it began in the whole.
  private let chunk: ArraySlice<UInt8>
  private let firstLine: Int
  private let lines: YAMLLines
  private var budget: Int

  /// More values than a text of this length can hold without aliases multiplying them.
  private static func budget(for length: Int) -> Int { 10_000 + 16 * length }

  private init(_ chunk: ArraySlice<UInt8>, firstLine: Int) {
    self.chunk = chunk
    self.firstLine = firstLine
    lines = YAMLLines(chunk)
    budget = Self.budget(for: chunk.count)
  }

  /// The documents of a text, each read for itself as kubectl does.
  static func documents(_ bytes: [UInt8]) -> [Result<Node, DocumentError>] {
    var all: [Result<Node, DocumentError>] = []
    var line = 1
    for chunk in YAMLLines.chunks(bytes) {
      var reader = YAMLReader(chunk, firstLine: line)
      all += reader.documents()
      line += chunk.reduce(0) { $1 == 10 ? $0 + 1 : $0 }
    }
    return all
  }

  private mutating func documents() -> [Result<Node, DocumentError>] {
    guard let text = String(validating: chunk, as: UTF8.self) else {
      return [.failure(error(at: invalidByte(), "the text is not UTF-8"))]
    }
    var nodes: [Result<Node, DocumentError>] = []
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      while let root = try parser.nextRoot() { nodes.append(.success(try node(root))) }
    } catch let error as DocumentError {
      nodes.append(.failure(error))
    } catch let error as YamlError {
      nodes.append(.failure(self.error(error)))
    } catch {
      nodes.append(.failure(self.error(at: chunk.startIndex, "\(error)")))
    }
    return nodes
  }

  private mutating func node(_ yaml: Yams.Node) throws(DocumentError) -> Node {
    let offset = offset(yaml.mark)
    budget -= 1
    guard budget > 0 else {
      throw error(at: offset, "the aliases of this document multiply into too many values")
    }
    switch yaml {
    case .scalar(let scalar): return Node(try content(scalar, at: offset), offset: offset)
    case .sequence(let sequence):
      var elements: [Node] = []
      for element in sequence { elements.append(try node(element)) }
      return Node(.array(elements), offset: offset)
    case .mapping(let mapping):
      return Node(.object(try members(mapping)), offset: offset)
    case .alias: throw error(at: offset, "an alias stands here without its anchor")
    }
  }

  private mutating func members(_ mapping: Yams.Node.Mapping) throws(DocumentError)
    -> [Node.Member]
  {
    var members: [Node.Member] = []
    var merged: [Node.Member] = []
    for (key, value) in mapping {
      guard case .scalar(let name) = key else {
        throw error(at: offset(key.mark), "a key should be one word, not a list or mapping")
      }
      let value = try node(value)
      if name.string == "<<", name.style == .plain {
        merged += try mergedMembers(value)
      } else {
        members.append(Node.Member(name.string, value))
      }
    }
    for member in merged where !members.contains(where: { $0.key == member.key }) {
      members.append(member)
    }
    return members
  }

  private func mergedMembers(_ value: Node) throws(DocumentError) -> [Node.Member] {
    if let object = value.object { return object }
    guard let list = value.array else {
      throw error(at: value.offset, "<< should be followed by a mapping or a list of mappings")
    }
    var all: [Node.Member] = []
    for element in list { all += try mergedMembers(element) }
    return all
  }

  private func content(_ scalar: Yams.Node.Scalar, at offset: Int) throws(DocumentError)
    -> Node.Content
  {
    let tag = scalar.tag.description
    if tag == "!" || tag.hasSuffix(":str") && tag != Tag.implicit.description {
      return .string(scalar.string)
    }
    switch scalar.style {
    case .singleQuoted, .doubleQuoted, .literal, .folded: return .string(scalar.string)
    case .plain, .any: return YAMLScalar.content(of: scalar.string)
    }
  }
}

extension YAMLReader {
  private func offset(_ mark: Mark?) -> Int {
    guard let mark else { return chunk.startIndex }
    return lines.offset(line: mark.line, column: mark.column, in: chunk)
  }

  private func error(at offset: Int, _ reason: String) -> DocumentError {
    let local = DocumentError(at: offset - chunk.startIndex, in: Array(chunk), reason: reason)
    return DocumentError(line: firstLine + local.line - 1, column: local.column, reason: reason)
  }

  private func error(_ error: YamlError) -> DocumentError {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let where_ = context.map { ", \($0.text.trimmed)" } ?? ""
      return self.error(at: offset(mark), Self.sentence(problem) + where_)
    case .reader(let problem, let at, _, _):
      return self.error(at: chunk.startIndex + (at ?? 0), problem)
    case .duplicatedKeysInMapping(let keys, let context):
      return self.error(
        at: offset(context.mark), "the key \"\(keys.first ?? "")\" stands twice in one mapping")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      return self.error(at: chunk.startIndex, "\(error)")
    }
  }

  private static func sentence(_ problem: String) -> String {
    problem == "found character that cannot start any token"
      ? "a tab or another character stands where a value should begin (indent with spaces)"
      : problem
  }

  private func invalidByte() -> Int {
    var decoder = UTF8()
    var position = chunk.startIndex
    var bytes = chunk.makeIterator()
    while true {
      switch decoder.decode(&bytes) {
      case .scalarValue(let scalar): position += UTF8.width(scalar)
      case .emptyInput, .error: return position
      }
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " || $0 == "\n" }.reversed())
  }
}
