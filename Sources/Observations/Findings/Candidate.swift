import Addressing

/// A cause that the observations leave possible, and what would decide whether it is this one.
public struct Candidate: Sendable, Hashable {
  /// Its identifier in the fault catalogue.
  public var cause: String
  /// How it leads to what was seen.
  public var because: String
  /// Where to look.
  public var decision: Decision
  /// Whether it usually looks otherwise: an ICMP error must have been lost, for one.
  public var isRare: Bool

  /// Where the thing is that decides.
  public enum Decision: String, Sendable, Hashable, CaseIterable {
    /// This host's routes and policy rules.
    case routesHere = "routes-here"
    /// This host's firewall.
    case rulesHere = "rules-here"
    /// This host's neighbour table and what answers on the link.
    case linkHere = "link-here"
    /// What this process may do.
    case processHere = "process-here"
    /// The ports of this host.
    case portsHere = "ports-here"
    /// The last router that had the packet: its routes, rules, settings, and its pods.
    case nearest
    /// Packets on this host's wire.
    case wire
    /// Objects of the cluster.
    case cluster
  }
}

/// A line of the table: one cause, what it can look like from the scraper, and when it cannot be it.
struct CandidateRow: Sendable {
  var cause: String
  var because: String
  var signs: [ProbeSign: Set<ProbePlace>]
  var decision: Candidate.Decision
  var condition: Condition
  /// Signs that it shows only when something else happens besides.
  var rarely: Set<ProbeSign>

  /// What the way out of this host must be for the cause to be possible.
  enum Condition: Sendable, Hashable {
    case none
    /// The default route is taken.
    case defaultRoute
    /// The route comes from a table other than `main`, `local` and `default`.
    case otherTable
    /// The next hop is a gateway.
    case gateway
    /// The destination is taken to be on the link.
    case onLink
    /// An ICMP redirect wrote the route.
    case redirected
  }

  init(
    _ cause: String, _ because: String, _ signs: [ProbeSign: Set<ProbePlace>],
    _ decision: Candidate.Decision = .nearest, when condition: Condition = .none,
    rarely: Set<ProbeSign> = []
  ) {
    self.cause = cause
    self.because = because
    self.signs = signs
    self.decision = decision
    self.condition = condition
    self.rarely = rarely
  }

  /// Whether silence hides where it happens: routers may keep quiet about an expired TTL, so packets may
  /// get further than they were heard of. A translation that was seen is seen, though.
  func mayHide(_ finding: ProbeFinding) -> Bool {
    guard let places = signs[.silence] else { return false }
    return finding.sign == .silence && (finding.place == .start || finding.place == .hop)
      && !places.contains(finding.place)
  }

  /// Whether the cause can look like `finding`, given the way out.
  func admits(_ finding: ProbeFinding, route: RouteAnswer?) -> Bool {
    guard let places = signs[finding.sign] else { return false }
    guard finding.place == .unknown || places.contains(finding.place) || mayHide(finding) else {
      return false
    }
    guard let route else { return condition != .redirected }
    return switch condition {
    case .none: true
    case .defaultRoute: route.prefix.map { $0.length == 0 } ?? true
    case .otherTable: route.table.map { !RouteAnswer.usualTables.contains($0) } ?? true
    case .gateway: route.gateway != nil
    case .onLink: route.gateway == nil
    case .redirected: route.isRedirected
    }
  }
}

extension ProbeResult {
  /// The causes that remain possible, the more usual ones first; none where the target answered.
  public var candidates: [Candidate] { finding.sign == .answered ? [] : admitted }

  /// What an answer does not exclude: faults that let the target be reached.
  public var notExcluded: [Candidate] { finding.sign == .answered ? admitted : [] }

  /// Whether a counter hints at it: answers to nobody's question were reset meanwhile.
  private func isHinted(_ candidate: Candidate) -> Bool {
    candidate.cause == "asymmetric-return-path" && finding.sign == .silence
      && (counters?.resetsSent ?? 0) > 0
  }

  private var admitted: [Candidate] {
    let finding = finding
    // To a datagram a host says that nothing listens by ICMP, where it resets a connection.
    var closed = finding
    closed.sign = transport == .udp && finding.sign == .icmpPort ? .reset : finding.sign
    let all = CandidateTable.rows.filter {
      $0.admits(finding, route: route) || $0.admits(closed, route: route)
    }.map {
      Candidate(
        cause: $0.cause, because: $0.because, decision: $0.decision,
        isRare: $0.rarely.contains(finding.sign) || $0.mayHide(finding))
    }
    return (all.filter { !$0.isRare } + all.filter(\.isRare)).sorted { one, other in
      isHinted(one) && !isHinted(other)
    }
  }
}
