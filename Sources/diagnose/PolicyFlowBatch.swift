import Addressing
import ArgumentParser
import Cluster
import Documents
import Foundation
import Policies
import Reporting

/// `policy match --flows`: a line in, a line out, in input order.
struct PolicyFlowBatch {
  let path: String
  let engine: PolicyEngine
  let format: OutputFormat

  func run() throws {
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
        try answer(pending[start..<end], line, &output)
        start = end + 1
      }
      pending.removeSubrange(..<start)
    }
    if !pending.isEmpty { try answer(pending[...], line + 1, &output) }
  }

  private func answer(
    _ bytes: ArraySlice<UInt8>, _ line: Int, _ output: inout OutputStream
  ) throws {
    if bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { return }
    let flow: PolicyFlow
    do {
      flow = try PolicyFlow(reading: FieldReader(try Node(parsingJSON: Array(bytes))))
    } catch let error as DocumentError {
      output.flush()
      throw failure(.malformed, "\(name), line \(line), column \(error.column): \(error.reason)")
    } catch let error as FieldError {
      output.flush()
      throw failure(.malformed, "\(name), line \(line): \(error.path) \(error.reason)")
    }
    let decision = engine.decision(flow)
    output.write {
      switch format {
      case .json: decision.writeJSON(to: &$0)
      case .text:
        $0 += "\(decision.verdict.rawValue): \(flow.source) → \(flow.target)".utf8
        let by = (decision.ingress.admissions + decision.egress.admissions).map(\.description)
        if !by.isEmpty { $0 += " by \(by.joined(separator: ", "))".utf8 }
      }
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

extension PolicyFlow {
  /// Reads `{"from","to","port","protocol"}`; TCP without a protocol.
  init(reading line: FieldReader) throws(FieldError) {
    let source = try line.end("from")
    let destination = try line.end("to")
    let text = try line.string("protocol") ?? "TCP"
    guard let transport = TransportProtocol(parsing: text) else {
      throw line.invalid("protocol", "should be TCP, UDP or SCTP, not \"\(text)\"")
    }
    guard let number = try line.int("port"), let port = UInt16(exactly: number) else {
      throw line.invalid("port", "should be a port from 1 to 65535")
    }
    self.init(from: source, to: destination, port: port, transport: transport)
  }

  /// The destination with its port.
  var target: String { "\(destination):\(port)/\(transport.description.uppercased())" }
}

extension FieldReader {
  fileprivate func end(_ key: String) throws(FieldError) -> PolicyEnd {
    guard let text = try string(key) else {
      throw FieldError(node, at: .key(path, key), "is missing")
    }
    guard let end = PolicyEnd(parsing: text) else {
      throw invalid(key, "should be NAMESPACE/POD or an address, not \"\(text)\"")
    }
    return end
  }
}
