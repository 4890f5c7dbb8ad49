import Documents
import Relabelling

/// An object as it was written, read where discovery looks.
struct KubernetesObject: Sendable {
  /// The whole object.
  let content: Node
  /// `metadata.namespace`, or that of objects which do not say; empty for cluster-wide ones.
  let namespace: String

  var name: String { text("metadata", "name") }
  /// `metadata.labels`, by key.
  var labels: [(key: String, value: String)] { pairs("metadata", "labels") }
  /// `metadata.annotations`, by key.
  var annotations: [(key: String, value: String)] { pairs("metadata", "annotations") }

  init(content: Node, defaultNamespace: String = "") {
    self.content = content
    let own = content.value(at: ["metadata", "namespace"])?.word ?? ""
    namespace = own.isEmpty ? defaultNamespace : own
  }

  /// The value at the end of a way through objects.
  func node(_ path: String...) -> Node? { content.value(at: path) }

  /// The text of a word at the end of a way, empty where there is none.
  func text(_ path: String...) -> String { content.value(at: path)?.word ?? "" }

  /// The same with the way as a field selector writes it; a missing `true` or `false` is false.
  func text(at path: String) -> String {
    let value = content.value(at: path.split(separator: ".").map(String.init))?.word
    let isFlag = path == "spec.unschedulable" || path == "spec.hostNetwork"
    return value ?? (isFlag ? "false" : "")
  }

  /// The elements of a list at the end of a way.
  func list(_ path: String...) -> [Node] { content.value(at: path)?.array ?? [] }

  private func pairs(_ path: String...) -> [(key: String, value: String)] {
    (content.value(at: path)?.object ?? []).map { ($0.key, $0.value.word ?? "") }
      .sorted { ByteString($0.0) < ByteString($1.0) }
  }

  /// The owner that controls the object.
  var controller: (kind: String, name: String)? {
    list("metadata", "ownerReferences").first { $0["controller"]?.word == "true" }
      .map { ($0.word("kind"), $0.word("name")) }
  }
}

extension Node {
  /// The text of a word: strings, and what a careless manifest has in place of one.
  var word: String? {
    switch content {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// The text of a word under a key, empty where there is none.
  func word(_ key: String) -> String { self[key]?.word ?? "" }

  fileprivate func value(at path: [String]) -> Node? {
    var node = self
    for key in path {
      guard let next = node[key] else { return nil }
      node = next
    }
    return node
  }
}
