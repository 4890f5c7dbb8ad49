import Addressing
import Diagnosis
import Documents
import Foundation
import Simulation
import Snapshots
import Testing

/// A folder of `Probes/Scenarios` with what its `expected.json` says.
struct Scenario: Sendable, CustomTestStringConvertible {
  var name: String
  var target: String
  var source: String
  var verdict: String
  var cause: String
  var contributing: [String]
  var clientSees: String
  /// What the deciding thing must be: `host`, `kind`, `backend`, `table`, and the beginning of `chain`.
  var decidedBy: [String: String]

  var testDescription: String { name }

  /// Every scenario there is, by name.
  static let all: [Scenario] = {
    let folder = Repository.root + "/Probes/Scenarios"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { Scenario($0, in: folder) }
  }()

  private init?(_ name: String, in folder: String) {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)/expected.json"),
      let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let target = json["target"] as? String, let source = json["from"] as? String,
      let verdict = json["verdict"] as? String, let cause = json["cause"] as? String,
      let sees = json["clientSees"] as? String
    else { return nil }
    self.name = name
    self.target = target
    self.source = source
    self.verdict = verdict
    self.cause = cause
    contributing = json["contributing"] as? [String] ?? []
    clientSees = ["TIMEOUT": "timeout", "OK": "connected"][sees] ?? sees
    decidedBy = json["decidedBy"] as? [String: String] ?? [:]
  }

  /// What the tool says of the scenario's recording, or of its healthy twin's.
  func diagnosis(healthy: Bool = false) throws -> Diagnosis {
    try Repository.diagnose(
      healthy ? name + "-healthy" : name, target, from: IPAddress(parsing: source))
  }
}

/// The repository's own files.
enum Repository {
  static let root: String = {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  static func diagnose(
    _ sample: String, _ target: String, from source: IPAddress? = nil
  ) throws -> Diagnosis {
    let snapshot = try SnapshotFolder("\(root)/Samples/Snapshots/\(sample)").load()
    return try Diagnostician(snapshot).diagnose(Target(parsing: target), from: source)
  }

  /// The names in a folder.
  static func names(in folder: String) -> Set<String> {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return Set(names)
  }
}
