import Foundation
import PrometheusConfiguration

extension ConfigurationFiles {
  /// The files and the environment of this machine.
  static var live: ConfigurationFiles {
    ConfigurationFiles(
      content: { FileManager.default.contents(atPath: $0).map { Array($0) } },
      matching: { PathPattern($0).matches() },
      environment: { ProcessInfo.processInfo.environment[$0] })
  }
}

/// A path whose last part may have `*`, `?` and `[…]`, as Go's `filepath.Glob` takes it.
struct PathPattern {
  private let directory: String
  private let name: [Character]

  init(_ pattern: String) {
    if let slash = pattern.lastIndex(of: "/") {
      directory = slash == pattern.startIndex ? "/" : String(pattern[..<slash])
      name = Array(pattern[pattern.index(after: slash)...])
    } else {
      directory = "."
      name = Array(pattern)
    }
  }

  /// The paths that are there, by name.
  func matches() -> [String] {
    let prefix = directory == "." ? "" : directory == "/" ? "/" : directory + "/"
    guard name.contains(where: { "*?[".contains($0) }) else {
      let path = prefix + String(name)
      return FileManager.default.fileExists(atPath: path) ? [path] : []
    }
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return entries.sorted().filter { Self.matches(Array($0)[...], name[...]) }.map { prefix + $0 }
  }

  private static func matches(
    _ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>
  ) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    switch first {
    case "*":
      return (text.startIndex...text.endIndex).contains {
        matches(text[$0...], pattern.dropFirst())
      }
    case "?": return !text.isEmpty && matches(text.dropFirst(), pattern.dropFirst())
    case "[":
      guard let end = pattern.firstIndex(of: "]"), let character = text.first else { return false }
      let set = pattern[(pattern.startIndex + 1)..<end]
      let isNegated = set.first == "^"
      let members = isNegated ? set.dropFirst() : set
      guard contains(members, character) != isNegated else { return false }
      return matches(text.dropFirst(), pattern[(end + 1)...])
    case _: return text.first == first && matches(text.dropFirst(), pattern.dropFirst())
    }
  }

  private static func contains(_ set: ArraySlice<Character>, _ character: Character) -> Bool {
    var rest = set
    while let low = rest.popFirst() {
      if rest.first == "-", rest.count > 1 {
        let high = rest[rest.index(after: rest.startIndex)]
        if low <= character && character <= high { return true }
        rest = rest.dropFirst(2)
      } else if low == character {
        return true
      }
    }
    return false
  }
}
