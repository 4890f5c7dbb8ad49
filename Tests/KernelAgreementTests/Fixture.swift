import Addressing
import Documents
import Glibc
import KernelLab

/// A disagreement that was found once: a snapshot, the flow, and what the kernel did with it.
struct Fixture {
  var folder: String

  /// Where they are kept, beside this file.
  static var place: String {
    #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Fixtures"
  }

  /// The folders there, by name.
  static func all() -> [Fixture] {
    guard let directory = opendir(place) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted().map { Fixture(folder: "\(place)/\($0)") }
  }

  /// Runs a disagreement once more and keeps everything about it.
  static func keep(
    _ ruleset: Ruleset, _ flow: Flow, seed: UInt64, number: Int, predictor: any Predictor
  ) throws -> (Fixture, Agreement.Disagreement?) {
    let folder = "\(place)/\(seed)-\(number)"
    let trial = try Trial(
      ruleset, flows: [flow], predictor: predictor, quiet: 200, keeping: folder + "/snapshot")
    try write(ruleset.description, to: folder + "/rules.txt")
    try write(flow.jsonLine + "\n", to: folder + "/flows.jsonl")
    try write(trial.observations[0].json + "\n", to: folder + "/observed.jsonl")
    return (Fixture(folder: folder), trial.disagreements.first)
  }

  private static func write(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard file >= 0 else { throw LabError.call("open \(path)", errno: errno) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
      throw LabError.call("write \(path)", errno: errno)
    }
  }

  private func lines(of name: String) throws -> [Node] {
    let path = "\(folder)/\(name)"
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw LabError.call("open \(path)", errno: errno) }
    defer { close(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
      count = max(0, read(file, buffer.baseAddress, 1 << 20))
    }
    return try String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      try Node(parsingJSON: String($0))
    }
  }

  /// The flow of the fixture and what the kernel did with it.
  func load() throws -> [(Flow, Observation)] {
    try zip(lines(of: "flows.jsonl"), lines(of: "observed.jsonl")).compactMap { flow, observed in
      guard let flow = Flow(flow) else { return nil }
      return (flow, Observation(observed))
    }
  }
}

extension Flow {
  fileprivate init?(_ node: Node) {
    guard let to = node["to"]?.string.flatMap({ IPAddress(parsing: $0) }),
      let transport = node["protocol"]?.string.flatMap({ TransportProtocol(parsing: $0) })
    else { return nil }
    self.init(
      from: node["from"]?.string.flatMap { IPAddress(parsing: $0) },
      sourcePort: UInt16(node["sourcePort"]?.int ?? 0), to: to,
      port: UInt16(node["port"]?.int ?? 0), transport: transport)
  }
}

extension Observation {
  /// One line that ``init(_:)`` reads back.
  var json: String {
    let arrived = deliveries.map { delivery in
      Node(
        dictionaryLiteral: ("host", Node(.string(delivery.host))),
        ("source", Node(.string("\(delivery.source.address)"))),
        ("sourcePort", Node(integerLiteral: Int(delivery.source.port))),
        ("destination", Node(.string("\(delivery.destination.address)"))),
        ("port", Node(integerLiteral: Int(delivery.destination.port))))
    }
    var members = [Node.Member("deliveries", Node(.array(arrived)))]
    switch answer {
    case .reply: members.append(.init("answer", "reply"))
    case .reset: members.append(.init("answer", "reset"))
    case .silence: members.append(.init("answer", "silence"))
    case .refusedLocally(let number):
      members.append(.init("errno", Node(integerLiteral: Int(number))))
    case .icmp(let type, let code, let from):
      members += [
        .init("type", Node(integerLiteral: Int(type))),
        .init("code", Node(integerLiteral: Int(code))),
        .init("from", Node(.string("\(from)"))),
      ]
    }
    var bytes: [UInt8] = []
    Node(.object(members)).writeJSON(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  fileprivate init(_ node: Node) {
    self.init()
    deliveries = (node["deliveries"]?.array ?? []).compactMap { delivery in
      guard let host = delivery["host"]?.string,
        let source = delivery["source"]?.string.flatMap({ IPAddress(parsing: $0) }),
        let destination = delivery["destination"]?.string.flatMap({ IPAddress(parsing: $0) })
      else { return nil }
      return Delivery(
        host: host, source: Endpoint(source, port: UInt16(delivery["sourcePort"]?.int ?? 0)),
        destination: Endpoint(destination, port: UInt16(delivery["port"]?.int ?? 0)))
    }
    if let number = node["errno"]?.int {
      answer = .refusedLocally(Int32(number))
    } else if let type = node["type"]?.int, let code = node["code"]?.int,
      let from = node["from"]?.string.flatMap({ IPAddress(parsing: $0) })
    {
      answer = .icmp(type: UInt8(type), code: UInt8(code), from: from)
    } else {
      answer =
        node["answer"]?.string == "reply"
        ? .reply : node["answer"]?.string == "reset" ? .reset : .silence
    }
  }
}
