import Documents
import Relabelling

extension KubernetesFinder {
  /// Each port of each container of a pod; the pod's bare address for a container without ports.
  func podGroup(_ pod: KubernetesObject) -> DiscoveredGroup {
    var group = DiscoveredGroup(source: "pod/\(pod.namespace)/\(pod.name)")
    let address = pod.text("status", "podIP")
    let node = pod.text("spec", "nodeName")
    guard !address.isEmpty else { return group }
    if query.attached.node, object(.node, name: node) == nil { return group }
    group.labels = podLabels(pod) + [MetaLabels.label("namespace", pod.namespace)]
    group.labels += attached(node: node) + attached(namespace: pod.namespace)
    for container in pod.containers {
      guard !container.ports.isEmpty else {
        group.targets.append(
          [MetaLabels.address(address)] + container.labels
            + [MetaLabels.label("pod_container_id", pod.status(of: container))])
        continue
      }
      for port in container.ports {
        group.targets.append(
          container.target(port, address)
            + [MetaLabels.label("pod_container_id", pod.status(of: container))])
      }
    }
    return group
  }

  /// The labels of a pod itself, its namespace not among them.
  func podLabels(_ pod: KubernetesObject) -> [Label] {
    let ready = pod.list("status", "conditions").first { $0.word("type") == "Ready" }
    var labels = MetaLabels.object(pod, "pod")
    labels += [
      MetaLabels.label("pod_ip", pod.text("status", "podIP")),
      MetaLabels.label("pod_ready", ready?.word("status").lowercased() ?? "unknown"),
      MetaLabels.label("pod_phase", pod.text("status", "phase")),
      MetaLabels.label("pod_node_name", pod.text("spec", "nodeName")),
      MetaLabels.label("pod_host_ip", pod.text("status", "hostIP")),
      MetaLabels.label("pod_uid", pod.text("metadata", "uid")),
    ]
    if let controller = pod.controller {
      labels.append(MetaLabels.label("pod_controller_kind", controller.kind))
      labels.append(MetaLabels.label("pod_controller_name", controller.name))
      labels += attached(controller, in: pod.namespace)
    }
    return labels
  }

  /// What controls the controller: the Deployment of a ReplicaSet, the CronJob of a Job.
  private func attached(_ controller: (kind: String, name: String), in namespace: String)
    -> [Label]
  {
    var labels: [Label] = []
    let owner: (KubernetesObjects.Kind) -> (kind: String, name: String)? = {
      object($0, namespace: namespace, name: controller.name)?.controller
    }
    if controller.kind == "ReplicaSet", query.attached.deployment,
      let deployment = owner(.replicaSet), deployment.kind == "Deployment"
    {
      labels.append(MetaLabels.label("pod_deployment_name", deployment.name))
    }
    if controller.kind == "Job", query.attached.job {
      labels.append(MetaLabels.label("pod_job_name", controller.name))
    }
    if controller.kind == "Job", query.attached.cronJob, let cronJob = owner(.job),
      cronJob.kind == "CronJob"
    {
      labels.append(MetaLabels.label("pod_cronjob_name", cronJob.name))
    }
    return labels
  }
}
