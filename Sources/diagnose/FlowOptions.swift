import Addressing
import ArgumentParser
import Simulation

/// One flow on the command line.
struct FlowOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The source address; the scraper's by default.", valueName: "addr"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "The destination: ADDR:PORT, [IPV6]:PORT, or ADDR for icmp.", valueName: "addr:port"))
  var to: String?

  @Option(name: .customLong("protocol"), help: "tcp, udp, icmp, icmpv6, sctp or a number.")
  var transport = "tcp"

  @Option(help: ArgumentHelp("The source port.", valueName: "port"))
  var sourcePort: UInt16 = Flow.defaultSourcePort

  @Option(help: ArgumentHelp("The firewall mark the packet has to begin with.", valueName: "mark"))
  var mark: String?

  /// The source address, where it is named.
  var source: IPAddress? {
    get throws {
      try from.map { text in
        guard let address = IPAddress(parsing: text) else {
          throw ValidationError(AddressingError.notAnAddress(text).description)
        }
        return address
      }
    }
  }

  /// What is to be walked.
  func request() throws -> WalkRequest {
    guard let to else { throw ValidationError("say where to: --to ADDR:PORT, or --flows FILE") }
    guard var transport = TransportProtocol(parsing: transport) else {
      throw ValidationError(
        "'\(transport)' is not a protocol: tcp, udp, icmp, icmpv6, sctp, or 0-255")
    }
    let endpoint = try destination(to, transport)
    if transport == .icmp, endpoint.address.family == .ipv6 { transport = .icmpv6 }
    let source = try source
    if let source, source.family != endpoint.address.family {
      throw ValidationError("--from \(source) and --to \(to) are of two families")
    }
    let flow = Flow(
      from: source, sourcePort: sourcePort, to: endpoint.address, port: endpoint.port,
      transport: transport)
    return WalkRequest(flow, mark: try number(mark))
  }

  private func destination(_ text: String, _ transport: TransportProtocol) throws -> Endpoint {
    if !transport.hasPorts, let address = IPAddress(parsing: text) {
      return Endpoint(address, port: 0)
    }
    do {
      return try Endpoint(parsing: text)
    } catch {
      throw ValidationError(error.description)
    }
  }

  private func number(_ text: String?) throws -> UInt32 {
    guard let text else { return 0 }
    let value =
      text.hasPrefix("0x") ? UInt32(text.dropFirst(2), radix: 16) : UInt32(text)
    guard let value else { throw ValidationError("'\(text)' is not a mark: write 0x4000 or 16384") }
    return value
  }
}
