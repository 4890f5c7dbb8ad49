import ArgumentParser
import Foundation

/// Standard output in large pieces: a batch of a million answers goes through here.
struct OutputStream {
  private var buffer: [UInt8] = []
  private static let limit = 1 << 16

  init() { buffer.reserveCapacity(Self.limit + 4096) }

  /// Appends what `body` writes, and hands it on when there is enough.
  mutating func write(_ body: (inout [UInt8]) -> Void) {
    body(&buffer)
    if buffer.count >= Self.limit { flush() }
  }

  /// Hands on what is left.
  mutating func flush() {
    guard !buffer.isEmpty else { return }
    do {
      try FileHandle.standardOutput.write(contentsOf: buffer)
    } catch {
      // The reader went away, as `| head` does: nobody is left to tell.
      Foundation.exit(0)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Prints a sentence to standard error, preceded by the program's name.
func complain(_ sentence: String) {
  FileHandle.standardError.write(Data("diagnose: \(sentence)\n".utf8))
}

/// Ends the command with a sentence on standard error.
func failure(_ code: ExitCode, _ sentence: String) -> ExitCode {
  complain(sentence)
  return code
}
