public import Addressing
public import Cluster
import Documents

/// One moment of a network: its hosts, its cluster, and what was observed.
public struct Snapshot: Sendable {
  /// When it was taken, as written.
  public var capturedAt: String?
  /// The hosts in the order of `snapshot.json`.
  public var hosts: [HostSnapshot]
  /// `cluster/*.json`; each kind nobody recorded is missing in it.
  public var cluster: ClusterObjects
  /// Objects of the cluster that could not be read; all others were.
  public var problems: [SnapshotError] = []
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
  /// The errno of the client, or `OK` or `TIMEOUT`, where the recorder wrote it.
  public var clientSees: String?
  /// Whether it was made just now, and not when a snapshot was taken.
  public var isLive = false

  /// An observation.
  public init(
    host: String? = nil, source: IPAddress? = nil, target: String, transport: String? = nil,
    observed: String, clientSees: String? = nil
  ) {
    self.host = host
    self.source = source
    self.target = target
    self.transport = transport
    self.observed = observed
    self.clientSees = clientSees
  }
}

extension Observation {
  init(parsing bytes: [UInt8]) throws(DocumentError) {
    let root = FieldReader(try Node(parsingJSON: bytes))
    do throws(FieldError) {
      self.init(
        host: try root.string("from"),
        source: try root.string("source").flatMap { IPAddress(parsing: $0) },
        target: try root.string("target") ?? "", transport: try root.string("protocol"),
        observed: try root.string("observed") ?? "", clientSees: try root.string("clientSees"))
    } catch {
      throw DocumentError(at: error.offset, in: bytes, reason: "\(error.path) \(error.reason)")
    }
  }
}
