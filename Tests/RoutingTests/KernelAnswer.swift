import Addressing
import Documents
import Routing

/// What `ip route get` says, or would say if our lookup were the kernel's.
enum KernelAnswer: Hashable, CustomStringConvertible {
  case way(dev: String, gateway: IPAddress?, source: IPAddress?)
  case local(source: IPAddress?)
  case broadcast(source: IPAddress?)
  case multicast(dev: String)
  case error(String)

  /// Reads the JSON or the error of `ip -j route get`.
  init(parsing text: String) throws {
    guard text.hasPrefix("["), let answer = try Node(parsingJSON: text).array?.first else {
      self = .error(text.split(separator: ":").last.map { $0.filter { $0 != "\n" } } ?? text)
      return
    }
    let source = answer["prefsrc"]?.string.flatMap { IPAddress(parsing: $0) }
    let dev = answer["dev"]?.string ?? ""
    let gateway = answer["gateway"]?.string ?? answer["via"]?["host"]?.string
    switch answer["type"]?.string ?? "unicast" {
    case "local", "anycast": self = .local(source: source)
    case "broadcast": self = .broadcast(source: source)
    case "multicast": self = .multicast(dev: dev)
    case _:
      self = .way(dev: dev, gateway: gateway.flatMap { IPAddress(parsing: $0) }, source: source)
    }
  }

  /// Every answer that would agree with a decision; several for a multipath route.
  static func acceptable(
    _ decision: RouteDecision, source: (NextHop?) -> IPAddress?
  ) -> Set<KernelAnswer> {
    switch decision.outcome {
    case .unicast(let hops):
      Set(hops.map { .way(dev: $0.dev ?? "", gateway: $0.gateway, source: source($0)) })
    case .local: [.local(source: source(nil))]
    case .broadcast: [.broadcast(source: source(nil))]
    case .multicast(let hops): Set(hops.map { .multicast(dev: $0.dev ?? "") })
    case .blackhole, .invalidSource: [.error(" Invalid argument")]
    case .unreachable:
      [.error(decision.route == nil ? " Network is unreachable" : " No route to host")]
    case .prohibit: [.error(" Permission denied")]
    case .noRoute: [.error(" Network is unreachable")]
    case .undecided(let missing): [.error("undecided: \(missing)")]
    }
  }

  /// The same for a packet that came in.
  static func acceptable(_ decision: InputDecision) -> Set<KernelAnswer> {
    switch decision {
    case .local: [.local(source: nil)]
    case .broadcast: [.broadcast(source: nil)]
    case .multicast: [.error("multicast")]
    case .notForwarding: [.error(" No route to host")]
    case .martianSource, .martianDestination: refusals
    case .undecided(let missing): [.error("undecided: \(missing)")]
    case .refused(let decision): acceptable(decision) { _ in nil }
    case .forward(let decision, let checks):
      Set(zip(decision.nextHops, checks).map(answer))
        .union(checks.contains { $0.failure != nil } ? refusals : [])
    }
  }

  /// Kernels before 6.14 give EXDEV for the reverse path, later ones EINVAL for every martian.
  private static let refusals: Set<KernelAnswer> = [
    .error(" Invalid argument"), .error(" Invalid cross-device link"),
  ]

  private static func answer(_ hop: NextHop, _ check: SourceCheck) -> KernelAnswer {
    switch check {
    case .passes: .way(dev: hop.dev ?? "", gateway: hop.gateway, source: nil)
    case .fails: .error(" Invalid argument")
    case .undecided(let missing): .error("undecided: \(missing)")
    }
  }

  var description: String {
    switch self {
    case .way(let dev, let gateway, let source):
      "via \(gateway.map(\.description) ?? "-") dev \(dev) src \(source.map(\.description) ?? "-")"
    case .local(let source): "local src \(source.map(\.description) ?? "-")"
    case .broadcast(let source): "broadcast src \(source.map(\.description) ?? "-")"
    case .multicast(let dev): "multicast dev \(dev)"
    case .error(let text): "error\(text)"
    }
  }
}
