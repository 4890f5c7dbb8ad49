import CChildProcess
import Glibc

/// A program that was run to its end.
struct ChildProcess {
  /// Its exit code; 128 and the signal's number where a signal ended it.
  var status: Int32
  /// What it wrote to standard output.
  var output: [UInt8]
  /// What it wrote to standard error.
  var errors: String

  /// The last line of ``errors`` that says anything.
  var lastWords: String {
    errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
  }

  /// Runs `arguments`, feeds it `input`, and waits for its end.
  ///
  /// It inherits the network namespace of the calling thread.
  static func run(
    _ arguments: [String], input: [UInt8] = [], seconds: Int
  ) throws(CollectingError) -> ChildProcess {
    let program = arguments.first ?? ""
    let files = try MemoryFiles(program, input: input)
    defer { files.close() }
    let text: [UInt8] = arguments.flatMap { word in Array(word.utf8) + [0] }
    let pid = ccp_spawn(text, text.count, files.input, files.output, files.errors)
    guard pid > 0 else { throw .notStarted(program: program, errno: -pid) }
    let status = ccp_wait(pid, Int32(clamping: seconds * 1000))
    if status == -ETIMEDOUT { throw .tookTooLong(program: program, seconds: seconds) }
    guard status >= 0 else { throw .notStarted(program: program, errno: -status) }
    return ChildProcess(
      status: status, output: files.bytes(files.output),
      errors: String(decoding: files.bytes(files.errors), as: UTF8.self))
  }
}

/// The three standard streams of a child, as files in memory.
private struct MemoryFiles {
  let input: Int32
  let output: Int32
  let errors: Int32

  init(_ program: String, input bytes: [UInt8]) throws(CollectingError) {
    input = ccp_memory_file()
    output = ccp_memory_file()
    errors = ccp_memory_file()
    let failed = min(input, output, errors, ccp_fill(input, bytes, bytes.count))
    guard failed >= 0 else { throw .notStarted(program: program, errno: -failed) }
  }

  func bytes(_ file: Int32) -> [UInt8] {
    var all = [UInt8](repeating: 0, count: max(0, ccp_size(file)))
    var read = 0
    while read < all.count {
      var part = [UInt8](repeating: 0, count: min(all.count - read, 1 << 20))
      let count = ccp_read(file, &part, part.count, read)
      guard count > 0 else { break }
      all.replaceSubrange(read..<read + count, with: part[..<count])
      read += count
    }
    all.removeLast(all.count - read)
    return all
  }

  func close() {
    for file in [input, output, errors] where file >= 0 { Glibc.close(file) }
  }
}
