import CYAML

extension YAMLTree {
  /// Reads the first document of `bytes`; what follows it is not looked at.
  public init(parsing bytes: [UInt8]) throws(YAMLSyntaxError) {
    let builder = Builder()
    var problem = unsafe cyaml_problem()
    let context = unsafe Unmanaged.passUnretained(builder).toOpaque()
    let isGood = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe cyaml_read(buffer.baseAddress, buffer.count, context, sink, &problem) == 1
    }
    if let error = builder.error { throw error }
    guard isGood else { throw unsafe YAMLSyntaxError(problem) }
    self.init()
    nodes = builder.nodes
  }
}

private let sink: cyaml_sink = { context, event in
  guard let context = unsafe context, let event = unsafe event else { return }
  let builder = unsafe Unmanaged<Builder>.fromOpaque(context).takeUnretainedValue()
  unsafe builder.take(event.pointee)
}

extension YAMLSyntaxError {
  /// go-yaml counts lines from 0 here, except where the scanner fails (`parser.fail`, yaml.v2).
  fileprivate init(_ problem: cyaml_problem) {
    let text = unsafe problem.text.map { unsafe String(cString: $0) }
    self.problem = text ?? "unknown problem parsing YAML content"
    if unsafe problem.line != 0 {
      line = unsafe Int(problem.line) + (problem.is_scanner == 1 ? 1 : 0)
    } else if unsafe problem.context_line != 0 {
      line = unsafe Int(problem.context_line)
    }
  }
}

/// Builds the tree event by event.
private final class Builder {
  var nodes: [YAMLTree.Node] = []
  var error: YAMLSyntaxError?
  private var open: [YAMLTree.Index] = []
  private var anchors: [String: YAMLTree.Index] = [:]

  func take(_ event: cyaml_event) {
    guard error == nil else { return }
    let kind = unsafe cyaml_kind(UInt32(event.kind))
    if kind == CYAML_END {
      open.removeLast()
      return
    }
    let anchor = unsafe event.anchor.map { unsafe String(cString: $0) }
    guard let content = unsafe content(of: event, kind, anchor) else {
      error = YAMLSyntaxError(problem: "unknown anchor '\(anchor ?? "")' referenced", line: nil)
      return
    }
    let index = nodes.count
    nodes.append(
      YAMLTree.Node(
        content: content, tag: unsafe event.tag.map { unsafe String(cString: $0) },
        line: unsafe Int(event.line) + 1, column: unsafe Int(event.column) + 1))
    if let parent = open.last { nodes[parent].append(index) }
    if let anchor, kind != CYAML_ALIAS { anchors[anchor] = index }
    if kind == CYAML_SEQUENCE || kind == CYAML_MAPPING { open.append(index) }
  }

  private func content(of event: cyaml_event, _ kind: cyaml_kind, _ anchor: String?)
    -> YAMLTree.Content?
  {
    if kind == CYAML_SEQUENCE { return .sequence([]) }
    if kind == CYAML_MAPPING { return .mapping([]) }
    if kind == CYAML_ALIAS {
      return anchor.flatMap { name in anchors[name].map { .alias(name, $0) } }
    }
    let value = unsafe UnsafeBufferPointer(start: event.value, count: event.length)
    return unsafe .scalar(Array(value), isImplicit: event.implicit == 1)
  }
}

extension YAMLTree.Node {
  fileprivate mutating func append(_ child: YAMLTree.Index) {
    switch content {
    case .sequence(var children):
      content = .sequence([])
      children.append(child)
      content = .sequence(children)
    case .mapping(var children):
      content = .mapping([])
      children.append(child)
      content = .mapping(children)
    case .scalar, .alias: break
    }
  }
}
