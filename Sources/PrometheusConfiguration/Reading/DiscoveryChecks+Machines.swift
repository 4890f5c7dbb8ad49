extension DiscoveryChecks {
  typealias Known = OtherDiscovery.Known

  @Sendable static func docker(_ known: borrowing Known) throws(Rejection) {
    if known.text("host").isEmpty { throw Rejection("host missing") }
    _ = try GoURL(parsing: known.text("host"))
  }

  @Sendable static func dockerSwarm(_ known: borrowing Known) throws(Rejection) {
    if known.text("host").isEmpty { throw Rejection("host missing") }
    _ = try GoURL(parsing: known.text("host"))
    let role = known.text("role")
    if role.isEmpty { throw Rejection("role missing (one of: tasks, services, nodes)") }
    guard ["tasks", "services", "nodes"].contains(role) else {
      throw Rejection("invalid role \(role), expected tasks, services, or nodes")
    }
  }

  @Sendable static func gce(_ known: borrowing Known) throws(Rejection) {
    if known.text("project").isEmpty {
      throw Rejection("GCE SD configuration requires a project")
    }
    if known.text("zone").isEmpty { throw Rejection("GCE SD configuration requires a zone") }
  }

  @Sendable static func ec2(_ known: borrowing Known) throws(Rejection) {
    if known.text("region").isEmpty { throw Rejection("EC2 SD configuration requires a region") }
    if known.emptyFilters > 0 {
      throw Rejection("EC2 SD configuration filter values cannot be empty")
    }
  }

  @Sendable static func lightsail(_ known: borrowing Known) throws(Rejection) {
    if known.text("region").isEmpty {
      throw Rejection("Lightsail SD configuration requires a region")
    }
  }

  static func zookeeper(_ known: borrowing Known, _ name: String) throws(Rejection) {
    if known.lists["servers", default: []].isEmpty {
      throw Rejection("\(name) SD config must contain at least one Zookeeper server")
    }
    if known.lists["paths", default: []].isEmpty {
      throw Rejection("\(name) SD config must contain at least one path")
    }
    for path in known.words["paths", default: []] where !path.hasPrefix("/") {
      throw Rejection("\(name) SD config paths must begin with '/': \(path)")
    }
  }

  @Sendable static func triton(_ known: borrowing Known) throws(Rejection) {
    let role = known.scalars["role"] ?? "container"
    guard role == "container" || role == "cn" else {
      throw Rejection("triton SD configuration requires role to be 'container' or 'cn'")
    }
    for (key, article) in [("account", "an"), ("dns_suffix", "a"), ("endpoint", "an")]
    where known.text(key).isEmpty {
      throw Rejection("triton SD configuration requires \(article) \(key)")
    }
    if known.refreshInterval.nanoseconds <= 0 {
      throw Rejection(
        "triton SD configuration requires RefreshInterval to be a positive integer")
    }
  }
}
