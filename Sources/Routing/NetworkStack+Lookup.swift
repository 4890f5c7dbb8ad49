import Addressing

extension NetworkStack {
  /// What the rules and tables alone say: the kernel's `fib_lookup()` and `fib6_rule_lookup()`.
  ///
  /// A query without in-interface is one of this host (`iif lo`). An out-interface restricts IPv4
  /// routes to those out of it, and only makes IPv6 prefer them.
  public func lookup(_ query: RouteQuery) -> RouteDecision {
    decide(query, options(query))
  }

  func options(_ query: RouteQuery) -> FIB.Options {
    var options = FIB.Options()
    guard query.destination.family == .ipv6 else { return options }
    options.isRouter = settings.number(.ipv6, "all", "forwarding") != 0
    options.isStrict =
      query.destination.needsInterface
      || query.inInterface == nil && query.outInterface != nil && query.source == nil
    return options
  }

  func decide(_ query: RouteQuery, _ options: FIB.Options) -> RouteDecision {
    guard let fib = fib(query.destination.family) else {
      return RouteDecision(.undecided(.routes(query.destination.family)))
    }
    switch fib.find(query, options, neighbours: neighbours) {
    case .nothing: return RouteDecision(.noRoute)
    case .unknownRule(let index):
      let rule = fib.rules[index].rule
      return RouteDecision(.undecided(.rule(rule)), rule: rule)
    case .rule(let index): return Self.decision(by: fib.rules[index].rule)
    case .entry(let entry, let index):
      let rule = index < 0 ? nil : fib.rules[index].rule
      let route = fib.routes[entry.route]
      return RouteDecision(
        outcome(entry, route, query, options), rule: rule, route: route)
    }
  }

  private static func decision(by rule: RoutingRule) -> RouteDecision {
    switch rule.action {
    case .blackhole: RouteDecision(.blackhole, rule: rule)
    case .unreachable: RouteDecision(.unreachable, rule: rule)
    case .prohibit: RouteDecision(.prohibit, rule: rule)
    case .lookup, .l3mdev, .goto, .nop, .unknown: RouteDecision(.undecided(.rule(rule)), rule: rule)
    }
  }

  private func outcome(
    _ entry: PrefixTable.Entry, _ route: Route, _ query: RouteQuery, _ options: FIB.Options
  ) -> RouteDecision.Outcome {
    switch entry.kind {
    case .unicast: .unicast(hops(entry, query, options))
    case .local: .local(dev: entry.hops.first?.dev ?? "lo")
    case .broadcast: .broadcast(dev: entry.hops.first?.dev ?? "")
    case .multicast: .multicast(hops(entry, query, options))
    case .blackhole: .blackhole
    case .unreachable: .unreachable
    case .prohibit: .prohibit
    case .throw: .noRoute
    case .unknown: .undecided(.route(route))
    }
  }

  /// The hops among which the kernel would choose.
  private func hops(
    _ entry: PrefixTable.Entry, _ query: RouteQuery, _ options: FIB.Options
  ) -> [NextHop] {
    let hops = options.ignoresLinkState ? entry.hopsWithoutCarrier : entry.hops
    if hops.count < 2 { return hops }
    switch query.destination.family {
    case .ipv4:
      guard let oif = query.outInterface else { return hops }
      return hops.filter { $0.dev == oif }
    case .ipv6:
      let table = options.isRouter ? nil : neighbours
      let serving = hops.filter {
        FIB.score($0, entry.preference, query, options, table) >= 0
      }
      return serving.isEmpty ? hops : serving
    }
  }
}

extension IPAddress {
  /// Whether an IPv6 destination means nothing without an interface (`rt6_need_strict()`).
  var needsInterface: Bool { isMulticast || isLinkLocal || isLoopback }

  /// Whether it is 255.255.255.255.
  var isLimitedBroadcast: Bool { family == .ipv4 && low == 0xffff_ffff }

  /// Whether it is in 0.0.0.0/8.
  var isZeronet: Bool { family == .ipv4 && low >> 24 == 0 }
}
