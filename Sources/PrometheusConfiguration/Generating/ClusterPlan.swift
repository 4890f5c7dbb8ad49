public import Documents

/// One cluster of `clusters.yml`: how it is reached, and what of it is scraped in which way.
public struct ClusterPlan: Sendable, Hashable {
  /// Its name: the label `cluster`, and the first part of the jobs' names.
  public var name: String
  /// `https://HOST:PORT`.
  public var apiServer: GoURL
  /// The file of the token of its ServiceAccount, on Prometheus' machine.
  public var credentialsFile: String
  /// The file of its authority; nil with `insecure_skip_verify`.
  public var caFile: String?
  /// Whether the certificates of kubelets are not verified: those of kubeadm sign themselves.
  public var skipsKubeletVerification: Bool
  /// What is scraped, and the way to it.
  public var scrapes: [Scrape]
  /// The namespaces that pods and Services are taken from; empty for all.
  public var namespaces: [String]
  /// Labels for every sample.
  public var labels: [String: String]
  /// The account that Prometheus uses, `NAMESPACE/NAME`.
  public var account: ObjectPlace

  /// One kind of target and the way to it.
  public struct Scrape: Sendable, Hashable {
    /// What.
    public var part: Part
    /// How.
    public var way: Way
  }

  /// What of a cluster can be scraped.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    case apiServer = "api-server"
    case kubelet
    case cadvisor
    case nodeExporter = "node-exporter"
    case kubeStateMetrics = "kube-state-metrics"
    /// Pods with the annotation `prometheus.io/scrape`.
    case pods
    /// The pods behind Services with that annotation.
    case services
  }

  /// How a target is reached.
  public enum Way: String, Sendable, Hashable, CaseIterable {
    /// By its own address, which needs a route.
    case direct
    /// Through the API server's proxy, which needs a right.
    case proxy
  }

  /// A namespace and a name.
  public struct ObjectPlace: Sendable, Hashable {
    public var namespace: String
    public var name: String
  }
}

extension ClusterPlan {
  /// Reads `clusters:` of a `clusters.yml`; `defaults:` stands in for what a cluster leaves out.
  public static func plans(_ root: Node) throws(FieldError) -> [ClusterPlan] {
    let reader = FieldReader(root)
    let defaults = try reader.object("defaults")
    let clusters = try reader.list("clusters")
    guard !clusters.isEmpty else {
      throw FieldError(root, at: .key(.root, "clusters"), "should list at least one cluster")
    }
    var names: Set<String> = []
    var plans: [ClusterPlan] = []
    for cluster in clusters {
      let plan = try ClusterPlan(cluster, defaults)
      guard names.insert(plan.name).inserted else {
        throw cluster.invalid("name", "stands twice: \(plan.name)")
      }
      plans.append(plan)
    }
    return plans
  }

  private static let keys: Set<String> = [
    "name", "api_server", "credentials_file", "ca_file", "insecure_skip_verify", "scrape", "way",
    "kubelet_insecure_skip_verify",
    "namespaces", "labels", "service_account",
  ]

  private init(_ cluster: FieldReader, _ defaults: FieldReader?) throws(FieldError) {
    for member in cluster.node.object ?? [] where !Self.keys.contains(member.key) {
      throw FieldError(member.value, at: .key(cluster.path, member.key), "is not known here")
    }
    func owner(_ key: String) -> FieldReader {
      cluster.node[key] == nil && defaults?.node[key] != nil ? defaults ?? cluster : cluster
    }
    name = try cluster.requiredString("name")
    let url = try cluster.requiredString("api_server")
    do throws(Rejection) {
      apiServer = try GoURL(parsing: url)
    } catch {
      throw cluster.invalid("api_server", error.message)
    }
    guard apiServer.scheme == "https", !apiServer.hostName.isEmpty else {
      throw cluster.invalid("api_server", "should be https://HOST:PORT, not \(url)")
    }
    credentialsFile =
      try owner("credentials_file").string("credentials_file") ?? "/etc/prometheus/\(name).token"
    let isInsecure = try owner("insecure_skip_verify").bool("insecure_skip_verify") ?? false
    let file = try owner("ca_file").string("ca_file")
    skipsKubeletVerification =
      try owner("kubelet_insecure_skip_verify").bool("kubelet_insecure_skip_verify") ?? false
    caFile = isInsecure ? nil : file ?? "/etc/prometheus/\(name)-ca.crt"
    namespaces = try owner("namespaces").strings("namespaces")
    labels = try owner("labels").stringMap("labels")
    let account = try owner("service_account").string("service_account")
    self.account = try Self.place(
      account ?? "monitoring/prometheus-external", owner("service_account"))
    scrapes = []
    scrapes = try Self.scrapes(cluster, defaults)
  }

  private static func place(
    _ text: String, _ reader: FieldReader
  ) throws(FieldError) -> ObjectPlace {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw reader.invalid("service_account", "should be NAMESPACE/NAME, not \(text)")
    }
    return ObjectPlace(namespace: String(parts[0]), name: String(parts[1]))
  }

  /// `scrape: [kubelet, {pods: proxy}]`, with `way` for those that name none.
  private static func scrapes(
    _ cluster: FieldReader, _ defaults: FieldReader?
  ) throws(FieldError) -> [Scrape] {
    let wayOwner = cluster.node["way"] == nil ? defaults ?? cluster : cluster
    let usual = try way(
      wayOwner.string("way") ?? "proxy", wayOwner.node, .key(wayOwner.path, "way"))
    let listOwner = cluster.node["scrape"] == nil ? defaults ?? cluster : cluster
    let list = try listOwner.list("scrape")
    guard !list.isEmpty else { return Part.allCases.map { Scrape(part: $0, way: usual) } }
    var all: [Scrape] = []
    for element in list {
      if let name = element.node.string {
        all.append(Scrape(part: try part(name, element), way: usual))
        continue
      }
      guard let members = element.node.object, let member = members.first, members.count == 1,
        let text = member.value.string
      else {
        throw FieldError(element.node, at: element.path, "should be PART or {PART: direct|proxy}")
      }
      all.append(
        Scrape(
          part: try part(member.key, element),
          way: try way(text, member.value, .key(element.path, member.key))))
    }
    return all
  }

  private static func part(_ name: String, _ reader: FieldReader) throws(FieldError) -> Part {
    guard let part = Part(rawValue: name) else {
      let known = Part.allCases.map(\.rawValue).joined(separator: ", ")
      throw FieldError(reader.node, at: reader.path, "should be one of \(known), not \(name)")
    }
    return part
  }

  private static func way(
    _ text: String, _ node: Node, _ path: FieldPath
  ) throws(FieldError) -> Way {
    guard let way = Way(rawValue: text) else {
      throw FieldError(node, at: path, "should be direct or proxy, not \(text)")
    }
    return way
  }
}
