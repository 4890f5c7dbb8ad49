import Foundation
import Observations

@testable import Collecting

/// tcpdump(8), which reads the same files.
enum Tcpdump {
  struct Failed: Error {
    var status: Int32
    var output: String
  }

  /// What it prints of packets, a line for each; `filter` in its own language.
  static func lines(_ packets: [CapturedPacket], options: [String], filter: String = "") throws
    -> [String]
  {
    var writer = PCAPNGWriter()
    for packet in packets { writer.append(packet) }
    return try lines(of: writer.take(), options: options, filter: filter)
  }

  /// What it prints of a file.
  static func lines(of file: [UInt8], options: [String], filter: String = "") throws -> [String] {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("capture-\(UUID().uuidString).pcapng")
    try Data(file).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let child = try ChildProcess.run(
      ["tcpdump", "-nn"] + options + ["-r", path.path] + (filter.isEmpty ? [] : [filter]),
      seconds: 60)
    let text = String(decoding: child.output, as: UTF8.self)
    guard child.status == 0 else { throw Failed(status: child.status, output: child.errors) }
    return text.split(separator: "\n").map(String.init)
  }
}
