import Documents
import Foundation
import Routing

/// The recordings that tests read.
enum RecordedTexts {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()

  /// One recording of this folder's `Fixtures`.
  static func fixture(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: tests.appending(path: "Fixtures/\(name)")))
  }

  /// Files of that name among the hosts of the recorded networks: a dozen spread over all of them.
  static func samples(_ name: String) throws -> [(path: String, text: [UInt8])] {
    let root = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Samples/Snapshots")
    guard let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    else { return [] }
    var found: [URL] = []
    for case let url as URL in walker where url.lastPathComponent == name { found.append(url) }
    found.sort { $0.path < $1.path }
    return try stride(from: 0, to: found.count, by: max(1, found.count / 12)).map {
      (found[$0].path, Array(try Data(contentsOf: found[$0])))
    }
  }
}

extension Node {
  /// The same value with the members of every object by key, so that order does not count.
  var sorted: Node {
    switch content {
    case .array(let elements): Node(.array(elements.map(\.sorted)))
    case .object(let members):
      Node(
        .object(
          members.map { Member($0.key, $0.value.sorted) }.sorted { $0.key < $1.key }))
    case .null, .bool, .number, .string: self
    }
  }
}
