import ControlPlane
import Foundation
import Testing
import Transfer

@testable import ClusterAccess

/// The one control plane of this process, and connections to it.
enum Plane {
  /// Whether there is one; its absence prints its reason.
  static var isThere: Bool { ControlPlane.assets != nil }

  static func shared() throws -> ControlPlane { try ControlPlane.shared.get() }

  static func connection(
    as user: String = "admin", to other: ControlPlane? = nil
  ) throws -> ClusterConnection {
    let plane = try other ?? shared()
    var connection = ClusterConnection(
      server: plane.server, identity: .token(Secret(ControlPlane.tokens[user] ?? "")))
    connection.tls.authorities = .file("\(plane.folder)/pki/apiserver.crt")
    connection.proxy = .none
    return connection
  }

  static func api(as user: String = "admin") throws -> KubernetesAPI {
    try KubernetesAPI(connection(as: user))
  }

  /// Where an RBAC object of a manifest is applied.
  static func rbacPath(_ document: String) -> String {
    func field(_ name: String) -> String {
      let line = document.split(separator: "\n").first {
        $0.drop { $0 == " " }.hasPrefix("\(name):")
      }
      return String(line?.split(separator: " ").last ?? "")
    }
    let kind = field("kind")
    let root = "/apis/rbac.authorization.k8s.io/v1"
    let namespace = kind.hasPrefix("Cluster") ? "" : "/namespaces/\(field("namespace"))"
    return "\(root)\(namespace)/\(kind.lowercased())s/\(field("name"))"
  }
}

/// A folder that goes away with the test.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "diagnose-access-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let file = "\(path)/\(name)"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return file
  }
}

/// Asks again until it is granted: the server reads new roles a moment after it has taken them.
func granted<Value>(_ body: () throws -> Value) throws -> Value {
  for _ in 0..<100 {
    do {
      return try body()
    } catch ClusterAccessError.refused {
      usleep(100_000)
    }
  }
  return try body()
}

extension Result where Failure == ClusterAccessError {
  init(asking body: () throws(ClusterAccessError) -> Success) {
    do throws(ClusterAccessError) { self = .success(try body()) } catch { self = .failure(error) }
  }

  /// The sentence of the error; empty where there was none.
  var sentence: String { if case .failure(let error) = self { error.description } else { "" } }
}
