import Addressing
import ArgumentParser
import Capture
import Diagnosis
import Observations
import Reporting

/// `diagnose capture`: packets of a flow, live or from a file, and what they show in words.
struct CaptureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Capture the packets of a flow, and say in words what they show.",
    discussion: """
      With TARGET only its packets are captured: both directions, ICMP errors that quote them,
      answers from wrong addresses, ARP and neighbour discovery. It ends with --count packets, after
      --duration seconds, or with Ctrl-C; then it says what was seen, and what was lost.

      Examples:
        sudo diagnose capture 10.43.4.242:8082
        sudo diagnose capture 10.43.4.242:8082 --interface eth0,cni0 --translated 10.42.0.38:8082
        sudo diagnose capture --netns blue,green --duration 10 --write seen.pcapng
        sudo diagnose capture --interface nflog:100
        diagnose capture --read seen.pcapng 10.43.4.242:8082 --output json

      Exit code 0: nothing wrong was seen. 1: something was. 2: no packets, or some were lost.
      77: capturing needs CAP_NET_RAW.
      """
  )

  @Argument(
    help: ArgumentHelp("ADDR:PORT, or a URL with an address; ADDR for icmp.", valueName: "target"))
  var target: String?

  @Option(help: ArgumentHelp("The source address of the flow.", valueName: "addr"))
  var from: String?

  @Option(name: .customLong("protocol"), help: "tcp, udp, icmp, or a number.")
  var transport = "tcp"

  @Option(
    help: ArgumentHelp("What the target is translated to, as ADDR:PORT.", valueName: "addr:port"))
  var translated: [String] = []

  @Option(
    help: ArgumentHelp(
      "Interfaces, or nflog:GROUP, separated by commas; all that are up by default.",
      valueName: "names"))
  var interface: String?

  @Option(
    help: ArgumentHelp(
      "Network namespaces, by name, path or PID, separated by commas.", valueName: "names"))
  var netns: String?

  @Option(
    help: ArgumentHelp("A filter of pcap-filter(7) in place of the flow's.", valueName: "text"))
  var filter: String?

  @Option(help: ArgumentHelp("A pcap or pcapng file to read.", valueName: "file"))
  var read: String?

  @Option(
    help: ArgumentHelp(
      "A pcapng file to write, with a comment for each packet that tells something.",
      valueName: "file"))
  var write: String?

  @Option(help: ArgumentHelp("End after so many packets.", valueName: "n"))
  var count: Int?

  @Option(help: ArgumentHelp("End after so many seconds.", valueName: "seconds"))
  var duration: Double?

  @Flag(help: "Print only what the packets come to.")
  var quiet = false

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func validate() throws {
    if read != nil, interface != nil || netns != nil {
      throw ValidationError("--read reads a file: leave out --interface and --netns")
    }
    if let count, count < 1 { throw ValidationError("--count is at least 1") }
    if let duration, duration <= 0 || duration > 1e6 {
      throw ValidationError("--duration is from 0 to 1000000 seconds")
    }
  }

  func run() throws {
    let flow = try flow()
    var recording = try Recording(to: write, printing: !quiet && (output ?? .text) == .text)
    if let read {
      try recording.read(read, limit: count)
    } else {
      try recording.capture(
        try sources(flow), count: count, duration: duration.map { .milliseconds(Int64($0 * 1000)) })
    }
    let report = try recording.finish(about: filter == nil ? flow : nil)
    var out = OutputStream()
    switch output ?? .text {
    case .json: out.write { $0 += report.json + [UInt8(ascii: "\n")] }
    case .text: out.write { $0 += report.text(.terminal).utf8 }
    }
    out.flush()
    throw report.exitCode
  }

  // MARK: What is captured

  private func sources(_ flow: Flow?) throws -> [PacketSource] {
    let expression =
      try filter ?? flow.map { WireFilter($0, translated: try translations($0)).expression }
    let namespaces = netns.map { $0.split(separator: ",").map(String.init) }
    let interfaces = interface.map { $0.split(separator: ",").map(String.init) }
    return try CaptureSources(interfaces: interfaces, namespaces: namespaces, filter: expression)
      .open()
  }

  private func translations(_ flow: Flow) throws -> [Flow] {
    try translated.map { text in
      let endpoint = try endpoint(text)
      return Flow(
        from: nil, to: endpoint.address, port: endpoint.port, transport: flow.transport)
    }
  }

  private func flow() throws -> Flow? {
    guard let transport = TransportProtocol(parsing: transport) else {
      throw ValidationError("'\(transport)' is not a protocol: tcp, udp, icmp, or 0-255")
    }
    guard let target else {
      if from != nil || !translated.isEmpty {
        throw ValidationError("--from and --translated belong to a TARGET")
      }
      return nil
    }
    let endpoint = try endpoint(target, hasPort: transport.hasPorts)
    return Flow(
      from: try from.map(address), to: endpoint.address, port: endpoint.port, transport: transport)
  }

  private func endpoint(_ text: String, hasPort: Bool = true) throws -> Endpoint {
    if !hasPort, let address = IPAddress(parsing: text) { return Endpoint(address, port: 0) }
    do {
      if case .endpoint(let endpoint) = try Target(parsing: text).kind { return endpoint }
    } catch {
      throw ValidationError(error.description)
    }
    throw ValidationError("'\(text)' is a name of the cluster: write ADDRESS:PORT")
  }

  private func address(_ text: String) throws -> IPAddress {
    guard let address = IPAddress(parsing: text) else {
      throw ValidationError(AddressingError.notAnAddress(text).description)
    }
    return address
  }
}

extension CaptureReport {
  /// Nothing wrong, something wrong, or not enough seen to tell.
  var exitCode: ExitCode {
    if findings.contains(where: \.isFault) { return .blocked }
    return packetCount == 0 || dropped > 0 || !notes.isEmpty ? .undecided : .reachable
  }
}
