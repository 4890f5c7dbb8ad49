import YAMLSyntax

/// The keys that a kind of discovery has in Prometheus 3, where it is not evaluated here. Without
/// any, every key is taken.
struct DiscoveryKeys: Sendable {
  /// Whether the keys of `http_config` stand among them.
  var speaksHTTP = true
  /// What `UnmarshalYAML` calls the struct.
  var plainName = "plain"
  /// The keys by what they hold; those of ``Holding/text`` where nothing is said.
  var keys: [String: Holding] = [:]

  /// What a key holds.
  enum Holding: Sendable {
    case text
    case secret
    case flag
    case number
    case time
    case texts
    case map
    case tls
    case anything
  }

  /// `name:holding` words.
  init(_ words: String, speaksHTTP: Bool = true, plainName: String = "plain") {
    self.speaksHTTP = speaksHTTP
    self.plainName = plainName
    for word in words.split(separator: " ") {
      let parts = word.split(separator: ":")
      keys[String(parts[0])] = parts.count > 1 ? Self.holdings[parts[1]] ?? .anything : .text
    }
  }

  private static let holdings: [Substring: Holding] = [
    "secret": .secret, "flag": .flag, "number": .number, "time": .time, "texts": .texts,
    "map": .map, "tls": .tls, "any": .anything,
  ]

  /// By the name of the kind. The kinds that are not here are younger than what was looked at.
  static let all: [String: DiscoveryKeys] = [
    "azure": .init(
      "environment port:number subscription_id tenant_id client_id client_secret:secret"
        + " refresh_interval:time authentication_method resource_group"),
    "consul": .init(
      "server path_prefix token:secret datacenter namespace partition tag_separator scheme"
        + " username password:secret allow_stale:flag refresh_interval:time services:texts"
        + " tags:texts node_meta:map filter health_filter"),
    "docker": .init(
      "host port:number filters:any host_networking_host match_first_network:flag"
        + " refresh_interval:time"),
    "dockerswarm": .init("host role port:number filters:any refresh_interval:time"),
    "ec2": .init(
      "endpoint region access_key secret_key:secret profile role_arn external_id"
        + " refresh_interval:time port:number filters:any"),
    "eureka": .init("server refresh_interval:time"),
    "gce": .init(
      "project zone filter refresh_interval:time port:number tag_separator", speaksHTTP: false),
    "hetzner": .init("refresh_interval:time port:number role label_selector"),
    "ionos": .init("datacenter_id port:number refresh_interval:time"),
    "kuma": .init(
      "server client_id refresh_interval:time fetch_timeout:time", plainName: "plainKumaConf"),
    "lightsail": .init(
      "endpoint region access_key secret_key:secret profile role_arn external_id"
        + " refresh_interval:time port:number"),
    "linode": .init("refresh_interval:time port:number tag_separator region"),
    "marathon": .init("servers:texts refresh_interval:time auth_token:secret auth_token_file"),
    "nerve": .init("servers:texts paths:texts timeout:time", speaksHTTP: false),
    "nomad": .init(
      "allow_stale:flag namespace refresh_interval:time region server tag_separator"),
    "openstack": .init(
      "identity_endpoint username userid password:secret project_name project_id domain_name"
        + " domain_id application_credential_name application_credential_id"
        + " application_credential_secret:secret role region refresh_interval:time port:number"
        + " all_tenants:flag tls_config:tls availability", speaksHTTP: false),
    "ovhcloud": .init(
      "endpoint application_key application_secret:secret consumer_key:secret"
        + " refresh_interval:time service", speaksHTTP: false),
    "puppetdb": .init("refresh_interval:time url query include_parameters:flag port:number"),
    "scaleway": .init(
      "project_id api_url zone access_key secret_key:secret secret_key_file name_filter"
        + " tags_filter:texts refresh_interval:time port:number role"),
    "serverset": .init("servers:texts paths:texts timeout:time", speaksHTTP: false),
    "triton": .init(
      "account role dns_suffix endpoint groups:texts port:number refresh_interval:time"
        + " tls_config:tls version:number", speaksHTTP: false),
    "uyuni": .init("server username password:secret entitlement separator refresh_interval:time"),
    "vultr": .init("refresh_interval:time port:number"),
  ]
}

extension DiscoveryKeys.Holding {
  /// Looks at a value for its faults only.
  func check(_ decoder: inout GoDecoder, _ index: YAMLTree.Index) throws(Rejection) {
    switch self {
    case .text: try Self.check(&decoder, index, GoType<String>.string)
    case .secret: try Self.check(&decoder, index, GoType<SecretText>.secret)
    case .flag: try Self.check(&decoder, index, GoType<Bool>.bool)
    case .number: try Self.check(&decoder, index, GoType<Int>.int)
    case .time: try Self.check(&decoder, index, GoType<PrometheusDuration>.duration)
    case .texts: try Self.check(&decoder, index, GoType<[String]>.list(of: .string))
    case .map:
      try Self.check(
        &decoder, index, GoType<[String: String]>.map("map[string]string", of: .string))
    case .tls: try Self.check(&decoder, index, TLSSettings.type)
    case .anything: break
    }
  }

  private static func check<Value>(
    _ decoder: inout GoDecoder, _ index: YAMLTree.Index, _ type: GoType<Value>
  ) throws(Rejection) {
    var value = type.zero()
    _ = try type.unmarshal(index, into: &value, &decoder)
  }
}
