import Relabelling

extension JobLint {
  /// What is wrong with fixed targets.
  func targets() -> [Finding] {
    var found: [Finding] = []
    var seen: [TargetGroup] = []
    for case .fixed(let groups) in job.discovery {
      for group in groups {
        found += group.targets.flatMap { address($0, group) }
        for (index, target) in group.targets.enumerated() {
          let isRepeated =
            group.targets[..<index].contains(target)
            || seen.contains { $0.labels == group.labels && $0.targets.contains(target) }
          if isRepeated {
            found.append(
              finding(
                .targetRepeated,
                "\(target) stands twice with the same labels: Prometheus scrapes it once and says "
                  + "nothing", "Remove one, or tell them apart by a label.", group.line))
          }
        }
        seen.append(group)
      }
    }
    return found
  }

  private func address(_ target: String, _ group: TargetGroup) -> [Finding] {
    let replacesAddress = job.relabelConfigs.contains { $0.fields.targetLabel == "__address__" }
    guard !replacesAddress else { return [] }
    if target.isEmpty || target.contains("/") {
      let what = target.isEmpty ? "an empty target" : "\(target) is no host and port"
      return [
        finding(
          .targetNotAHost,
          "\(what): Prometheus logs \"Creating target failed\", and it is in no list",
          "Write HOST:PORT; the scheme and the path have keys of their own.", group.line)
      ]
    }
    guard isOutside, Self.isClusterName(Self.host(of: target)) else { return [] }
    return [inClusterName(target, group.line)]
  }

  func inClusterName(_ name: String, _ line: Int) -> Finding {
    finding(
      .inClusterName,
      "\(name) only resolves inside the cluster, and this job looks at it from outside",
      "Use the API server's address, or that of a node or a LoadBalancer.", line)
  }
}
