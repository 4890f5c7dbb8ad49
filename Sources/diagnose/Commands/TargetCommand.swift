import Addressing
import ArgumentParser
import Cluster
import Diagnosis
import Documents
import Reporting
import Snapshots

/// `diagnose target`: the whole answer for one target.
struct TargetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "target",
    abstract: "Whether a target can be scraped; if not, what stops it, and what mends it.",
    discussion: """
      TARGET is ADDRESS:PORT, a URL with an address, svc/NAMESPACE/NAME[:PORT] or
      pod/NAMESPACE/NAME[:PORT].

      Looks from this machine unless a recorded network is named. What this machine
      cannot tell of the others on the way, --via asks them, or --snapshot remembers.

      Examples:
        diagnose target 10.43.4.242:8082 --via ssh://admin@node1
        diagnose target 10.43.4.242:8082 --snapshot DIR
        diagnose target svc/argocd/argocd-metrics:8082 --from 192.168.1.10 --snapshot DIR
        diagnose target 10.42.0.38:8082 --netns scraper --netns node1 --objects cluster/

        diagnose target 10.42.0.38:8082 --confirm --wait 2m

      --confirm also scrapes the target from this machine, as Prometheus would; with --wait, again
      and again until it is up.

      Exit code 0: reachable and nothing wrong. 1: blocked, or findings. 2: undecided.
      """
  )

  @Argument(help: ArgumentHelp("What is to be scraped.", valueName: "target"))
  var target: String

  @OptionGroup var network: NetworkOptions

  @Option(help: ArgumentHelp("The source address; the scraper's by default.", valueName: "addr"))
  var from: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Make real attempts from a living scraper, and watch them where that is permitted.")
  var probe = true

  @OptionGroup var confirming: ConfirmationOptions

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func run() throws {
    let target = try parse()
    let source = try from.map { text in
      guard let address = IPAddress(parsing: text) else {
        throw ValidationError(AddressingError.notAnAddress(text).description)
      }
      return address
    }
    var diagnosis = try diagnose(target, source)
    let confirmation = try confirming.confirmation(of: diagnosis)
    // What was wrong may have been mended meanwhile.
    if confirming.wait != nil { diagnosis = try diagnose(target, source) }
    var out = OutputStream()
    switch output ?? .text {
    case .json: out.write { $0 += json(diagnosis, confirmation) + [UInt8(ascii: "\n")] }
    case .text:
      out.write { $0 += ((confirmation?.text ?? "") + diagnosis.text(.terminal)).utf8 }
    }
    out.flush()
    if let confirmation {
      guard confirmation.isConfirmed else { throw ExitCode.blocked }
      // What evidence could not decide, the scrape did.
      if diagnosis.verdict == .undecided { throw ExitCode.reachable }
    }
    throw diagnosis.exitCode
  }

  private func json(_ diagnosis: Diagnosis, _ confirmation: TargetConfirmation?) -> [UInt8] {
    guard let confirmation, let node = try? Node(parsingJSON: diagnosis.json),
      let members = node.object
    else { return diagnosis.json }
    let confirmed = members + [Node.Member("confirmation", confirmation.node)]
    return Array(Node(.object(confirmed)).json.utf8)
  }

  private func parse() throws -> Target {
    do {
      return try Target(parsing: target)
    } catch {
      throw ValidationError(error.description)
    }
  }

  private func diagnose(_ target: Target, _ source: IPAddress?) throws -> Diagnosis {
    let loaded = try network.read(from: source)
    let prediction = try diagnose(target, source, in: loaded.snapshot)
    guard probe, !loaded.namespaces.isEmpty else { return prediction }
    let live = LiveWitnesses(network: loaded, prediction: prediction, source: source)
    guard let witnesses = try live.question() else { return prediction }
    var seen = loaded.snapshot
    seen.observation = witnesses.observation(of: target, from: source)
    var diagnosis = try diagnose(target, source, in: seen).heldAgainst(witnesses)
    if !diagnosis.causes.isEmpty { diagnosis.causes[0].evidence += witnesses.evidence }
    return diagnosis
  }

  private func diagnose(
    _ target: Target, _ source: IPAddress?, in snapshot: Snapshot
  ) throws -> Diagnosis {
    do {
      return try Diagnostician(snapshot).diagnose(target, from: source)
    } catch {
      throw failure(error.exitCode, error.description)
    }
  }
}

extension Diagnosis {
  /// Reachable with nothing wrong, blocked or with findings, undecided.
  var exitCode: ExitCode {
    switch verdict {
    case .reachable: causes.isEmpty ? .reachable : .blocked
    case .blocked: .blocked
    case .undecided: .undecided
    }
  }
}

extension TargetError {
  /// A target that is written wrongly is a fault of the command line, one that is not there an input not found.
  var exitCode: ExitCode {
    switch self {
    case .malformed, .whichPort, .noPort, .noSuchPort: .usage
    case .noSuchService, .noSuchPod, .podWithoutAddress, .externalName, .notRecorded: .notFound
    }
  }
}
