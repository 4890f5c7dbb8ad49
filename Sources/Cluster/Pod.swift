public import Addressing

/// A pod, as far as the network is concerned.
public struct Pod: ClusterObject {
  /// `kind` of the API.
  public static let kind = "Pod"
  /// `metadata`.
  public var metadata: ObjectMetadata
  /// `spec.nodeName`, nil while the pod is not scheduled.
  public var nodeName: String?
  /// `spec.hostNetwork`: the pod has no address of its own but shares its node's.
  public var hostNetwork: Bool
  /// `spec.containers`.
  public var containers: [Container]
  /// `spec.initContainers`.
  public var initContainers: [Container]
  /// `status.phase`.
  public var phase: PodPhase
  /// `status.podIPs`, the primary first.
  public var addresses: [IPAddress]
  /// `status.hostIP`: the node's address.
  public var hostAddress: IPAddress?
  /// `status.conditions`.
  public var conditions: [ObjectCondition]

  /// A pod.
  public init(
    metadata: ObjectMetadata, nodeName: String? = nil, hostNetwork: Bool = false,
    containers: [Container] = [], initContainers: [Container] = [], phase: PodPhase = .running,
    addresses: [IPAddress] = [], hostAddress: IPAddress? = nil,
    conditions: [ObjectCondition] = []
  ) {
    self.metadata = metadata
    self.nodeName = nodeName
    self.hostNetwork = hostNetwork
    self.containers = containers
    self.initContainers = initContainers
    self.phase = phase
    self.addresses = addresses
    self.hostAddress = hostAddress
    self.conditions = conditions
  }

  /// Whether the pod has ended for good, so that its address may be another's by now.
  public var isFinished: Bool { phase == .succeeded || phase == .failed }

  /// Whether deletion was asked for.
  public var isTerminating: Bool { metadata.deletionTimestamp != nil }

  /// Whether the condition `Ready` is `True`; nil when the pod does not say.
  public var isReady: Bool? {
    conditions.first { $0.type == "Ready" }.map { $0.status == "True" }
  }

  /// The containers that run beside each other: the main ones and restartable init containers.
  public var runningContainers: [Container] {
    containers + initContainers.filter(\.isSidecar)
  }

  /// The ports declared by the containers that run beside each other.
  public var ports: [ContainerPort] { runningContainers.flatMap(\.ports) }

  /// The numbers of the declared ports called `name`, without repetition.
  public func portNumbers(named name: String, _ transport: TransportProtocol) -> [UInt16] {
    var numbers: [UInt16] = []
    for port in ports where port.name == name && port.transport == transport {
      if !numbers.contains(port.containerPort) { numbers.append(port.containerPort) }
    }
    return numbers
  }
}

/// Where a pod is in its life: `status.phase`.
public enum PodPhase: Sendable, Hashable {
  case pending
  case running
  case succeeded
  case failed
  /// `Unknown`, empty, or a phase this program has never heard of, as written.
  case other(String)
}

/// One container of a pod.
public struct Container: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The ports it declares; a container may listen on others too.
  public var ports: [ContainerPort]
  /// Whether it is an init container with `restartPolicy: Always`.
  public var isSidecar: Bool

  /// A container.
  public init(name: String, ports: [ContainerPort] = [], isSidecar: Bool = false) {
    self.name = name
    self.ports = ports
    self.isSidecar = isSidecar
  }
}

/// One declared port of a container.
public struct ContainerPort: Sendable, Hashable {
  /// The name policies and Services may use, nil without one.
  public var name: String?
  /// The port inside the pod.
  public var containerPort: UInt16
  /// The protocol.
  public var transport: TransportProtocol
  /// The port of the node that leads here, nil without one.
  public var hostPort: UInt16?
  /// The only address of the node on which ``hostPort`` works, nil for all.
  public var hostIP: IPAddress?

  /// The port `containerPort`.
  public init(
    name: String? = nil, containerPort: UInt16, transport: TransportProtocol = .tcp,
    hostPort: UInt16? = nil, hostIP: IPAddress? = nil
  ) {
    self.name = name
    self.containerPort = containerPort
    self.transport = transport
    self.hostPort = hostPort
    self.hostIP = hostIP
  }
}
