import Addressing
import ArgumentParser
import Diagnosis
import Observations
import Probing
import Reporting
import Transfer

/// `diagnose probe`: one attempt, and all that an unprivileged process can learn from it.
struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Try to reach a target; say who refuses, how, where, and what that can mean.",
    discussion: """
      It needs no privilege: the kernel's error queue tells which host sent which ICMP error. Where
      an attempt fails, attempts with limited TTLs follow to find the hop where packets end.

      Examples:
        diagnose probe 10.43.4.242:8082
        diagnose probe [fd00:42::1]:8080 --from fd00::10 --output json
        diagnose probe 10.43.4.242:8082 --count 10 --trace
        diagnose probe 192.168.1.101 --protocol icmp
        diagnose probe https://192.168.1.101:10250/metrics --server-name node1

      A URL, or --tls, is asked for over HTTP once TCP answers: versions of TLS, the chain of
      certificates, and when each phase ended.

      Exit code 0: answered. 1: refused, or no answer. 2: it cannot be told.
      77: the protocol needs a privilege.
      """
  )

  @Argument(
    help: ArgumentHelp("ADDR:PORT, or a URL with an address; ADDR for icmp.", valueName: "target"))
  var target: String

  @Option(name: .customLong("protocol"), help: "tcp, udp or icmp.", transform: Self.transport)
  var transport: AttemptRequest.Transport = .tcp

  @Option(
    help: ArgumentHelp("The source address; the kernel's choice by default.", valueName: "addr"))
  var from: String?

  @Option(help: ArgumentHelp("The interface to leave and be answered by.", valueName: "name"))
  var interface: String?

  @Option(help: ArgumentHelp("How long an answer is waited for.", valueName: "seconds"))
  var timeout: Double = 4

  @Option(help: ArgumentHelp("How many attempts are made at once.", valueName: "n"))
  var count = 1

  @Flag(
    inversion: .prefixedNo, help: "Find the hops with limited TTLs; by default where it fails.")
  var trace: Bool?

  @Flag(help: "Ask over HTTPS what listens there.")
  var tls = false

  @Option(help: ArgumentHelp("The name the certificate must have.", valueName: "name"))
  var serverName: String?

  @Option(help: ArgumentHelp("A file of authorities in PEM.", valueName: "file"))
  var caFile: String?

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func validate() throws {
    guard timeout > 0, timeout <= 300 else {
      throw ValidationError("--timeout is from 0 to 300 seconds")
    }
    guard (1...256).contains(count) else { throw ValidationError("--count is from 1 to 256") }
  }

  func run() throws {
    let tracing: Probe.Tracing = trace.map { $0 ? .always : .never } ?? .onFailure
    let probe = Probe(try request(), count: count, tracing: tracing)
    var result: ProbeResult
    do throws(ProbeError) {
      result = try probe.run()
    } catch {
      throw failure(error.exitCode, error.description)
    }
    if result.finding.sign == .answered, let application = applicationProbe(result.target) {
      do throws(TransferError) {
        result.application = try application.run()
      } catch {
        throw failure(.internalFault, error.description)
      }
    }
    var out = OutputStream()
    switch output ?? .text {
    case .json: out.write { $0 += result.json + [UInt8(ascii: "\n")] }
    case .text: out.write { $0 += result.text(.terminal).utf8 }
    }
    out.flush()
    throw result.exitCode
  }

  private func request() throws -> AttemptRequest {
    AttemptRequest(
      try endpoint(), transport: transport, source: try from.map(address), interface: interface,
      timeout: .milliseconds(Int64(timeout * 1000)))
  }

  /// What is asked above TCP: a URL, or a port that shall speak TLS.
  private func applicationProbe(_ endpoint: Endpoint) -> ApplicationProbe? {
    guard transport == .tcp else { return nil }
    let isURL = target.hasPrefix("http://") || target.hasPrefix("https://")
    guard isURL || tls else { return nil }
    var probe = ApplicationProbe(
      url: isURL ? target : "https://\(endpoint)/", timeout: .milliseconds(Int64(timeout * 1000)))
    probe.endpoint = endpoint
    probe.source = from.flatMap { IPAddress(parsing: $0) }
    probe.serverName = serverName
    probe.authorities = caFile
    return probe
  }

  private static func transport(_ text: String) throws -> AttemptRequest.Transport {
    guard let transport = AttemptRequest.Transport(rawValue: text) else {
      throw ValidationError("'\(text)' cannot be probed: write tcp, udp or icmp")
    }
    return transport
  }

  private func endpoint() throws -> Endpoint {
    if transport == .icmp, let address = IPAddress(parsing: target) {
      return Endpoint(address, port: 0)
    }
    do {
      if case .endpoint(let endpoint) = try Target(parsing: target).kind { return endpoint }
    } catch {
      throw ValidationError(error.description)
    }
    throw ValidationError(
      "'\(target)' is a name of the cluster: write ADDRESS:PORT, or ask `diagnose target \(target)`"
    )
  }

  private func address(_ text: String) throws -> IPAddress {
    guard let address = IPAddress(parsing: text) else {
      throw ValidationError(AddressingError.notAnAddress(text).description)
    }
    return address
  }
}

extension ProbeError {
  /// What cannot be done for want of a privilege, what is written wrongly, and what should have worked.
  var exitCode: ExitCode {
    switch self {
    case .echoNotPermitted: .privilege
    case .system(_, _, let error):
      error == .accessDenied || error == .notPermitted ? .privilege : .internalFault
    case .noSuchInterface, .familiesDiffer: .usage
    }
  }
}

extension ProbeResult {
  /// Answered, refused or silent, or neither can be told.
  var exitCode: ExitCode {
    switch finding.sign {
    case .answered:
      attempts.allSatisfy(\.isAnswered) && (application?.isWhole ?? true) ? .reachable : .blocked
    case .unknown: .undecided
    case .reset, .resetByRule, .icmpPort, .icmpProhibited, .icmpNetwork, .icmpHost,
      .icmpNeighbour, .icmpOther, .loop, .rejectedHere, .unsent, .noRouteHere,
      .unreachableHere, .prohibitedHere, .blackholeHere, .notPermittedHere, .noPortHere,
      .noSourceHere, .neighbourHere, .silence:
      .blocked
    }
  }
}
