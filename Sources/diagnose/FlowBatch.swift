import Addressing
import ArgumentParser
import Documents
import Foundation
import Reporting
import Simulation

/// `walk --flows`: a line in, a line out, in input order.
struct FlowBatch {
  let path: String
  let simulator: Simulator
  let includesSteps: Bool
  /// Where flows enter when their line does not say, for rules without a topology.
  let entry: (host: String, inInterface: String)?

  /// Answers to flows seen before, where source ports do not matter.
  private final class Memory {
    let isUsable: Bool
    var templates: [WalkRequest: WalkTemplate] = [:]

    init(isUsable: Bool) { self.isUsable = isUsable }
  }

  func run() throws {
    let memory = Memory(isUsable: !includesSteps && simulator.ignoresSourcePorts)
    let handle = try open()
    var output = OutputStream()
    defer { output.flush() }
    var pending: [UInt8] = []
    var line = 0
    while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
      pending += chunk
      var start = pending.startIndex
      while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
        line += 1
        try answer(pending[start..<end], line, memory, &output)
        start = end + 1
      }
      pending.removeSubrange(..<start)
    }
    if !pending.isEmpty { try answer(pending[...], line + 1, memory, &output) }
  }

  private func answer(
    _ bytes: ArraySlice<UInt8>, _ line: Int, _ memory: Memory, _ output: inout OutputStream
  ) throws {
    if bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { return }
    let request: WalkRequest
    do {
      var parsed = try FlowLine(bytes)?.request ?? WalkRequest(try Node(parsingJSON: Array(bytes)))
      if let entry, parsed.host == nil {
        parsed.host = entry.host
        parsed.inInterface = parsed.inInterface ?? entry.inInterface
      }
      request = parsed
    } catch let error as DocumentError {
      output.flush()
      throw failure(.malformed, "\(name), line \(line), column \(error.column): \(error.reason)")
    } catch {
      output.flush()
      throw failure(.malformed, "\(name), line \(line): \(error)")
    }
    var key = request
    key.flow.sourcePort = 0
    if let known = memory.templates[key] {
      output.write {
        known.write(sourcePort: request.flow.sourcePort, to: &$0)
        $0.append(UInt8(ascii: "\n"))
      }
      return
    }
    let walk = simulator.walk(request, recordingSteps: includesSteps)
    if memory.isUsable, memory.templates.count < 1 << 16 {
      memory.templates[key] = WalkTemplate(walk)
    }
    output.write {
      walk.writeJSON(to: &$0, includingSteps: includesSteps)
      $0.append(UInt8(ascii: "\n"))
    }
  }

  private var name: String { path == "-" ? "standard input" : path }

  private func open() throws -> FileHandle {
    if path == "-" { return .standardInput }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw failure(.notFound, "there is no file \(path) to read flows from")
    }
    return handle
  }
}
