import ArgumentParser
import Documents
import Foundation
import PrometheusConfiguration

/// `diagnose scrape generate`: the jobs for any number of clusters, and the rights they need.
struct ScrapeGenerate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write the jobs for any number of clusters, and the rights that each needs.",
    discussion: """
      clusters.yml:
        defaults: {way: proxy, scrape: [api-server, kubelet, cadvisor, pods]}
        clusters:
        - name: home
          api_server: https://192.168.1.101:6443
        - name: office
          api_server: https://10.9.0.10:6443
          scrape: [kubelet, {pods: direct}, {services: proxy}]
          namespaces: [shop]

      Parts: \(ClusterPlan.Part.allCases.map(\.rawValue).joined(separator: ", ")).
      Ways: direct (the scraper needs a route to the pods) and proxy (it needs the right to proxy).
      Other keys: credentials_file, ca_file, insecure_skip_verify, kubelet_insecure_skip_verify,
      labels, service_account (NAMESPACE/NAME).

      Examples:
        diagnose scrape generate --clusters clusters.yml > prometheus.yml
        diagnose scrape generate --clusters clusters.yml --access home | kubectl apply -f -
        diagnose scrape generate --clusters clusters.yml --directory out

      Exit code 0: written. 65: clusters.yml is malformed. 66: it is not there.
      """
  )

  @Option(help: "The list of clusters.")
  var clusters: String

  @Option(help: "Print the ServiceAccount, its token and rights for this cluster instead.")
  var access: String?

  @Option(help: "Write prometheus.yml and NAME-access.yml into this folder.")
  var directory: String?

  @Option(help: "What to print: text or json.")
  var output: OutputFormat?

  func run() throws {
    let plans = try plans()
    let configuration = GeneratedConfiguration(plans).node.yaml
    let manifests = plans.map { plan in
      (name: plan.name, text: Self.manifest(GeneratedAccess(plan).objects))
    }
    if let directory { return try write(configuration, manifests, to: directory) }
    var out = OutputStream()
    if let access {
      guard let manifest = manifests.first(where: { $0.name == access }) else {
        throw failure(.notFound, "there is no cluster \(access) in \(clusters)")
      }
      out.write { $0 += manifest.text.utf8 }
    } else if output == .json {
      let access = manifests.map { Node.Member($0.name, Node(.string($0.text))) }
      let node = Node(
        .object([
          Node.Member("configuration", Node(.string(configuration))),
          Node.Member("access", Node(.object(access))),
        ]))
      out.write { $0 += (node.json + "\n").utf8 }
    } else {
      out.write { $0 += configuration.utf8 }
    }
    out.flush()
  }

  private func plans() throws -> [ClusterPlan] {
    guard let data = FileManager.default.contents(atPath: clusters) else {
      throw failure(.notFound, "there is no file \(clusters)")
    }
    let bytes = Array(data)
    do {
      return try ClusterPlan.plans(try Node.documents(parsing: bytes).first ?? Node(.null))
    } catch let error as DocumentError {
      throw failure(.malformed, "\(clusters), \(error)")
    } catch let error as FieldError {
      let at = DocumentError(at: error.offset, in: bytes, reason: error.reason)
      throw failure(.malformed, "\(clusters), line \(at.line): \(error.path) \(error.reason)")
    }
  }

  private static func manifest(_ objects: [Node]) -> String {
    objects.map(\.yaml).joined(separator: "---\n")
  }

  private func write(
    _ configuration: String, _ manifests: [(name: String, text: String)], to directory: String
  ) throws {
    let files =
      [("prometheus.yml", configuration)]
      + manifests.map { ("\($0.name)-access.yml", $0.text) }
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
      for (name, text) in files {
        try Data(text.utf8).write(to: URL(fileURLWithPath: directory + "/" + name))
        print("\(directory)/\(name)")
      }
    } catch {
      throw failure(.cannotWrite, "\(directory) cannot be written: \(error.localizedDescription)")
    }
  }
}
