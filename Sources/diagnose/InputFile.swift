import ArgumentParser
import Foundation

/// A file that an argument names, `-` for standard input.
struct InputFile {
  let path: String

  init(_ path: String) { self.path = path }

  /// Its bytes, or the end of the command with a sentence that says what is missing.
  func bytes() throws -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw failure(.notFound, "there is no file \(path) that can be read")
    }
    return Array(data)
  }
}
