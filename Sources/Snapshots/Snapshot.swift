public import Addressing
public import Cluster

/// One moment of a network: its hosts, its cluster, and what was observed.
public struct Snapshot: Sendable {
  /// When it was taken, as written.
  public var capturedAt: String?
  /// The hosts in the order of `snapshot.json`.
  public var hosts: [HostSnapshot]
  /// `cluster/*.json`; each kind nobody recorded is missing in it.
  public var cluster: ClusterObjects
  /// `probe/result.json`.
  public var observation: Piece<Observation>

  /// A snapshot of `hosts`.
  public init(
    capturedAt: String? = nil, hosts: [HostSnapshot] = [],
    cluster: ClusterObjects = ClusterObjects(),
    observation: Piece<Observation> = .missing(file: "probe/result.json")
  ) {
    self.capturedAt = capturedAt
    self.hosts = hosts
    self.cluster = cluster
    self.observation = observation
  }

  /// The host called `name`.
  public subscript(host name: String) -> HostSnapshot? { hosts.first { $0.name == name } }
}

/// What a probe really saw when the snapshot was taken: `probe/result.json`.
public struct Observation: Sendable, Hashable {
  /// The host the probe ran on.
  public var host: String?
  /// The address it sent from.
  public var source: IPAddress?
  /// What it asked for, as written: `10.43.4.242:8082`.
  public var target: String
  /// The protocol, as written.
  public var transport: String?
  /// What it saw: `ConnectionRefusedError 111 …`, or a status.
  public var observed: String

  /// An observation.
  public init(
    host: String? = nil, source: IPAddress? = nil, target: String, transport: String? = nil,
    observed: String
  ) {
    self.host = host
    self.source = source
    self.target = target
    self.transport = transport
    self.observed = observed
  }
}
