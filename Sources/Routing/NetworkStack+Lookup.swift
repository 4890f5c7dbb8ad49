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
    options.isRouter = settings.forwards6 != false
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
      return RouteDecision(
        .undecided(.rule(fib.rules[index])), rules: fib.rules, rule: index, routes: [], route: -1)
    case .rule(let index):
      return RouteDecision(
        Self.refusal(by: fib.rules[index]), rules: fib.rules, rule: index, routes: [], route: -1)
    case .entry(let place, let rule):
      return RouteDecision(
        outcome(fib, place, query, options), rules: fib.rules, rule: rule, routes: fib.routes,
        route: fib.tables[place.table].entries[place.entry].route)
    }
  }

  private static func refusal(by rule: RoutingRule) -> RouteDecision.Outcome {
    switch rule.action {
    case .blackhole: .blackhole
    case .unreachable: .unreachable
    case .prohibit: .prohibit
    case .lookup, .l3mdev, .goto, .nop, .unknown: .undecided(.rule(rule))
    }
  }

  private func outcome(
    _ fib: FIB, _ place: FIB.Place, _ query: RouteQuery, _ options: FIB.Options
  ) -> RouteDecision.Outcome {
    let table = fib.tables[place.table]
    switch table.entries[place.entry].kind {
    case .unicast: return .unicast(hops(table, place.entry, query, options))
    case .local: return .local(dev: table.entries[place.entry].dev ?? "lo")
    case .broadcast: return .broadcast(dev: table.entries[place.entry].dev ?? "")
    case .multicast: return .multicast(hops(table, place.entry, query, options))
    case .blackhole: return .blackhole
    case .unreachable: return .unreachable
    case .prohibit: return .prohibit
    case .throw: return .noRoute
    case .unknown: return .undecided(.route(fib.routes[table.entries[place.entry].route]))
    }
  }

  /// The hops among which the kernel would choose.
  private func hops(
    _ table: PrefixTable, _ place: Int, _ query: RouteQuery, _ options: FIB.Options
  ) -> [NextHop] {
    let hops =
      options.ignoresLinkState
      ? table.entries[place].hopsWithoutCarrier : table.entries[place].hops
    if hops.count < 2 { return hops }
    switch query.destination.family {
    case .ipv4:
      guard let oif = query.outInterface else { return hops }
      return hops.filter { $0.dev == oif }
    case .ipv6:
      let preference = table.entries[place].preference
      let known = options.isRouter ? nil : neighbours
      let serving = hops.filter { FIB.score($0, preference, query, options, known) >= 0 }
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
