import Documents
import Foundation
import Testing

/// The receiver, a real Prometheus, and the sender killed at random moments: every sample that was told
/// is there, none twice. `SEED=N` and `TORTURE_SECONDS=120` as wanted.
@Suite(.serialized) struct TortureTests {
  struct Row: Sendable {
    var victim: String
    var seconds: Int
    var arguments: [String] = []
  }

  static let rows = [
    Row(victim: "nobody", seconds: 4), Row(victim: "sender", seconds: 12),
    Row(victim: "receiver", seconds: 12),
    Row(
      victim: "both", seconds: 15,
      arguments: [
        "--series", "300", "--queue",
        "{max_samples_per_send: 200, min_shards: 4, batch_send_deadline: 300ms}",
      ]),
  ]

  @Test(arguments: rows) func `loses nothing, and sends nothing twice`(row: Row) throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["SEED"] ?? "\(UInt32.random(in: 0 ... .max))"
    let seconds = environment["TORTURE_SECONDS"] ?? "\(row.seconds)"
    let script = AgentLab.fixtures.appending(path: "torture.py").path
    let child = try AgentLab.python(
      [
        script, "--tool", AgentLab.tool.path, "--seconds", seconds, "--seed", seed, "--kill",
        row.victim,
      ] + row.arguments)
    print(child.output)
    #expect(child.status == 0, "\(child.output)")
    let result = try Node(parsingJSON: Array(child.output.utf8))
    #expect(result["faults"]?.array?.isEmpty == true)
    #expect(result["lastRun"]?["pending"]?.int == 0)
    #expect(result["lastRun"]?["lost"]?.int == 0)
    #expect(result["lastRun"]?["refused"]?.array?.isEmpty == true)
    #expect((result["told"]?.int ?? 0) > 10)
  }
}
