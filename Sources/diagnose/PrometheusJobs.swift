import ArgumentParser
import Cluster
import Documents
import Foundation
import Policies

/// The jobs of a Prometheus configuration, as far as they say without running who is scraped.
struct PrometheusJobs {
  let path: String

  /// The targets of every job: static ones by address, discovered ones by annotation or port.
  func targets(
    in cluster: ClusterObjects, namespaces: [String], _ notes: inout [String]
  ) throws -> [ScrapeTarget] {
    let (bytes, root) = try read()
    var targets: [ScrapeTarget] = []
    do throws(FieldError) {
      for job in try FieldReader(root).list("scrape_configs") {
        let name = try job.string("job_name") ?? ""
        for group in try job.list("static_configs") {
          for text in try group.strings("targets") {
            let found = ConfiguredTarget(text, job: name).resolved(in: cluster)
            targets.append(found)
            if found.endpoints.isEmpty {
              notes.append("job \(name): \(text) is a name that is no Service of the cluster")
            }
          }
        }
        targets += try discovered(job, name, cluster, namespaces, &notes)
      }
    } catch {
      let at = DocumentError(at: error.offset, in: bytes, reason: error.reason)
      throw failure(.malformed, "\(path), line \(at.line): \(error.path) \(error.reason)")
    }
    return targets
  }

  private func read() throws -> ([UInt8], Node) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw failure(.notFound, "there is no Prometheus configuration \(path)")
    }
    let bytes = Array(data)
    do throws(DocumentError) {
      return (bytes, try Node.documents(parsing: bytes).first ?? Node(.null))
    } catch {
      throw failure(.malformed, "\(path), \(error)")
    }
  }

  /// What a job with `kubernetes_sd_configs` finds; its relabelling is read for the annotation only.
  private func discovered(
    _ job: FieldReader, _ name: String, _ cluster: ClusterObjects, _ namespaces: [String],
    _ notes: inout [String]
  ) throws(FieldError) -> [ScrapeTarget] {
    var all: [ScrapeTarget] = []
    for config in try job.list("kubernetes_sd_configs") {
      let role = try config.string("role") ?? ""
      guard ["pod", "service", "endpoints", "endpointslice"].contains(role) else {
        notes.append("job \(name): role \(role) is not looked at, policies do not judge it")
        continue
      }
      let own = try config.object("namespaces")?.strings("names") ?? []
      let text = job.node["relabel_configs"]?.json ?? ""
      let annotated = text.contains("annotation_prometheus_io_scrape")
      var discovery = TargetDiscovery(cluster, namespaces: own.isEmpty ? namespaces : own)
      let wanted: TargetOrigin = role == "pod" ? .podAnnotation : .serviceAnnotation
      all += discovery.discover().filter { target in
        annotated
          ? target.origins.contains(wanted) : (role != "pod" || target.name.hasPrefix("pod"))
      }.map { target in
        var target = target
        target.origins = [.job(name)]
        return target
      }
      notes.append(
        "job \(name): targets are by "
          + (annotated ? "annotation" : "every port")
          + "; the rest of its relabelling is not applied")
    }
    return all
  }
}
