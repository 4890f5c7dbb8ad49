import Documents
import Foundation
import ServerLab

/// Files and targets for the tests of `diagnose scrape`.
enum ScrapeContract {
  /// Runs `body` with a folder of these files, which is gone afterwards.
  static func withFiles<Result>(
    _ files: [String: String], _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "diagnose-scrape-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    return try body(folder.path)
  }

  /// The JSON that the tool prints for `scrape ARGUMENTS --output json`, and its exit code.
  static func ask(_ arguments: [String], input: String = "") throws -> (Int32, Node) {
    let answer = try Tool.run(
      ["scrape"] + arguments + ["--output", "json"], input: Array(input.utf8))
    return (answer.code, try Node(parsingJSON: Array(answer.output.utf8)))
  }
}

extension Node {
  /// An object of strings as a dictionary.
  var strings: [String: String] {
    Dictionary(
      (object ?? []).compactMap { member in member.value.string.map { (member.key, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The strings of an array.
  var texts: [String] { (array ?? []).compactMap(\.string) }
}
