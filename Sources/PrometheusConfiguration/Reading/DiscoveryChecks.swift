/// What Prometheus asks of entries that are not evaluated here.
enum DiscoveryChecks {
  private typealias Kind = OtherDiscovery.Kind

  static let kinds: [OtherDiscovery.Kind] = [
    Kind("azure", check: azure), Kind("consul", check: consul), Kind("eureka", check: eureka),
    Kind("hetzner", check: hetzner), Kind("ionos", check: ionos),
    Kind("marathon", check: marathon), Kind("openstack", check: openstack),
    Kind("ovhcloud", check: ovhcloud), Kind("puppetdb", check: puppetdb),
    Kind("scaleway", check: scaleway), Kind("stackit", check: stackit),
    Kind("uyuni", check: uyuni), Kind("docker", "moby.DockerSDConfig", check: docker),
    Kind("dockerswarm", "moby.DockerSwarmSDConfig", check: dockerSwarm),
    Kind("gce", check: gce), Kind("ec2", "aws.EC2SDConfig", check: ec2),
    Kind("lightsail", "aws.LightsailSDConfig", check: lightsail),
    Kind("nerve", "zookeeper.NerveSDConfig") { known throws(Rejection) in
      try zookeeper(known, "nerve")
    },
    Kind("serverset", "zookeeper.ServersetSDConfig") { known throws(Rejection) in
      try zookeeper(known, "serverset")
    },
    Kind("triton", check: triton),
  ]

  @Sendable private static func azure(_ known: borrowing Known) throws(Rejection) {
    func require(_ key: String) throws(Rejection) {
      if known.text(key).isEmpty { throw Rejection("azure SD configuration requires a \(key)") }
    }
    try require("subscription_id")
    let method = known.scalars["authentication_method"] ?? "OAuth"
    if method == "OAuth" {
      for key in ["tenant_id", "client_id", "client_secret"] { try require(key) }
    }
    if !["OAuth", "ManagedIdentity", "SDK"].contains(method) {
      throw Rejection(
        "unknown authentication_type \(GoQuote.quoted(method)). "
          + #"Supported types are "OAuth", "ManagedIdentity" or "SDK""#)
    }
  }

  @Sendable private static func consul(_ known: borrowing Known) throws(Rejection) {
    if let server = known.scalars["server"], server.trimmingSpace.isEmpty {
      throw Rejection("consul SD configuration requires a server address")
    }
  }

  @Sendable private static func eureka(_ known: borrowing Known) throws(Rejection) {
    let server = known.text("server")
    if server.isEmpty { throw Rejection("eureka_sd: empty or null eureka server") }
    let url = try GoURL(parsing: server)
    if url.scheme.isEmpty || url.host.isEmpty {
      throw Rejection("eureka_sd: invalid eureka server URL")
    }
  }

  @Sendable private static func hetzner(_ known: borrowing Known) throws(Rejection) {
    guard known.keys.contains("role") else {
      throw Rejection("role missing (one of: robot, hcloud)")
    }
    try checkRole(known.text("role"), ["robot", "hcloud"])
  }

  @Sendable private static func ionos(_ known: borrowing Known) throws(Rejection) {
    if known.text("datacenter_id").isEmpty { throw Rejection("datacenter id can't be empty") }
  }

  @Sendable private static func marathon(_ known: borrowing Known) throws(Rejection) {
    let token = known.text("auth_token")
    let file = known.text("auth_token_file")
    if known.lists["servers", default: []].isEmpty {
      throw Rejection("marathon_sd: must contain at least one Marathon server")
    }
    if !token.isEmpty, !file.isEmpty {
      throw Rejection("marathon_sd: at most one of auth_token & auth_token_file must be configured")
    }
    guard !token.isEmpty || !file.isEmpty else { return }
    if known.http.basicAuth != nil {
      throw Rejection(
        "marathon_sd: at most one of basic_auth, auth_token & auth_token_file must be configured")
    }
    if !known.http.bearerToken.isEmpty || !known.http.bearerTokenFile.isEmpty {
      throw Rejection(
        "marathon_sd: at most one of bearer_token, bearer_token_file, auth_token & "
          + "auth_token_file must be configured")
    }
    if known.http.authorization != nil {
      throw Rejection(
        "marathon_sd: at most one of auth_token, auth_token_file & authorization must be configured"
      )
    }
  }

  @Sendable private static func openstack(_ known: borrowing Known) throws(Rejection) {
    let role = known.text("role")
    if known.scalars["role"] != nil, !["hypervisor", "instance", "loadbalancer"].contains(role) {
      throw Rejection("unknown OpenStack SD role \(GoQuote.quoted(role))")
    }
    if let availability = known.scalars["availability"],
      !["public", "internal", "admin"].contains(availability)
    {
      throw Rejection(
        "unknown availability \(availability), must be one of admin, internal or public")
    }
    if role.isEmpty {
      throw Rejection("role missing (one of: instance, hypervisor, loadbalancer)")
    }
    if known.text("region").isEmpty {
      throw Rejection("openstack SD configuration requires a region")
    }
  }

  @Sendable private static func ovhcloud(_ known: borrowing Known) throws(Rejection) {
    for (key, name) in [
      ("endpoint", "endpoint"), ("application_key", "application key"),
      ("application_secret", "application secret"), ("consumer_key", "consumer key"),
    ] where known.text(key).isEmpty && (key != "endpoint" || known.keys.contains(key)) {
      throw Rejection("\(name) can not be empty")
    }
    let service = known.text("service")
    guard ["dedicated_server", "vps"].contains(service) else {
      throw Rejection("unknown service: \(service)")
    }
  }

  @Sendable private static func puppetdb(_ known: borrowing Known) throws(Rejection) {
    if known.text("url").isEmpty { throw Rejection("URL is missing") }
    let url = try GoURL(parsing: known.text("url"))
    guard url.scheme == "http" || url.scheme == "https" else {
      throw Rejection("URL scheme must be 'http' or 'https'")
    }
    if url.host.isEmpty { throw Rejection("host is missing in URL") }
    if known.text("query").isEmpty { throw Rejection("query missing") }
  }

  @Sendable private static func scaleway(_ known: borrowing Known) throws(Rejection) {
    guard known.keys.contains("role") else {
      throw Rejection("role missing (one of: instance, baremetal)")
    }
    try checkRole(known.text("role"), ["instance", "baremetal"])
    if known.text("project_id").isEmpty { throw Rejection("project_id is mandatory") }
    let hasKey = !known.text("secret_key").isEmpty
    let hasFile = !known.text("secret_key_file").isEmpty
    if !hasKey, !hasFile {
      throw Rejection("one of secret_key & secret_key_file must be configured")
    }
    if hasKey, hasFile {
      throw Rejection("at most one of secret_key & secret_key_file must be configured")
    }
    if known.text("access_key").isEmpty { throw Rejection("access_key is mandatory") }
  }

  @Sendable private static func stackit(_ known: borrowing Known) throws(Rejection) {
    guard let endpoint = known.scalars["endpoint"], !endpoint.isEmpty else { return }
    let url: GoURL
    do throws(Rejection) {
      url = try GoURL(parsing: endpoint)
    } catch {
      throw Rejection("stackit_sd: invalid endpoint: \(error.message)")
    }
    if url.scheme.isEmpty || url.host.isEmpty {
      throw Rejection("stackit_sd: invalid endpoint \(endpoint)")
    }
  }

  @Sendable private static func uyuni(_ known: borrowing Known) throws(Rejection) {
    if known.text("server").isEmpty {
      throw Rejection("Uyuni SD configuration requires server host")
    }
    do throws(Rejection) {
      _ = try GoURL(parsing: known.text("server"))
    } catch {
      throw Rejection("Uyuni Server URL is not valid: \(error.message)")
    }
    if known.text("username").isEmpty {
      throw Rejection("Uyuni SD configuration requires a username")
    }
    if known.text("password").isEmpty {
      throw Rejection("Uyuni SD configuration requires a password")
    }
  }

  private static func checkRole(_ role: String, _ known: [String]) throws(Rejection) {
    guard known.contains(role) else { throw Rejection("unknown role \(GoQuote.quoted(role))") }
  }
}
