/// What makes pods: a Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job or
/// CronJob.
public struct Workload: Sendable, Hashable {
  /// `kind`.
  public var kind: String
  /// `metadata`.
  public var metadata: ObjectMetadata
  /// `spec.replicas`; 1 where it is not written.
  public var replicas: Int
  /// The pod it makes: named like the workload, in its namespace, without an address.
  public var pod: Pod

  /// A workload.
  public init(kind: String, metadata: ObjectMetadata, replicas: Int = 1, pod: Pod) {
    self.kind = kind
    self.metadata = metadata
    self.replicas = replicas
    self.pod = pod
  }
}

extension ClusterObjects {
  /// The objects with a pod for each workload of which no pod is there yet, as a manifest that was
  /// not applied has.
  public func withPlannedPods() -> ClusterObjects {
    var planned: [Pod] = []
    for workload in workloads.list where workload.replicas > 0 {
      let owned = workload.metadata.ownerReferences.contains(where: \.isController)
      if !owned, pod(workload.pod.objectName) == nil, !hasPods(of: workload) {
        planned.append(workload.pod)
      }
    }
    guard !planned.isEmpty else { return self }
    var changed = self
    changed.pods.append(contentsOf: planned)
    return changed
  }

  private func hasPods(of workload: Workload) -> Bool {
    let wanted = LabelSelector(matchLabels: workload.pod.metadata.labels)
    return pods(inNamespace: workload.metadata.namespace).contains {
      !$0.isFinished && wanted.matches($0.metadata.labels)
        && (!wanted.isEmpty || $0.metadata.name.hasPrefix(workload.metadata.name + "-"))
    }
  }
}
